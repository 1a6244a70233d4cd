// The names that PostgreSQL gives to the sequences of serial columns.
#pragma once

#include <string>
#include <string_view>

namespace pglint::parse {

/// True if `sequence` is a name that PostgreSQL makes for the sequence of a serial or identity
/// column: `<table>_<column>_seq`, both shortened to fit 63 bytes, with a number behind it where
/// the name was taken. Names are unqualified and folded.
struct SerialColumn {
  std::string_view table;
  std::string_view column;
};
[[nodiscard]] bool is_serial_sequence(std::string_view sequence, SerialColumn of);

/// The last part of a qualified name that is written inside a string, folded: `Id_seq` for
/// `public."Id_seq"`, as in `nextval('…')`.
[[nodiscard]] std::string last_name_part(std::string_view written);

}  // namespace pglint::parse
