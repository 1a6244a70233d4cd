// The names that PostgreSQL generates for sequences of serial columns.
#pragma once

#include <string>
#include <string_view>

namespace pglint::parse {

struct SerialColumn {
  std::string_view table;
  std::string_view column;
};

/// True if `sequence` is a name that PostgreSQL generates for the sequence of a serial or identity
/// column: `<table>_<column>_seq`, truncated to 63 bytes, with a number appended if the name is
/// taken. Names are unqualified and folded.
[[nodiscard]] bool is_serial_sequence(std::string_view sequence, SerialColumn of);

/// The last part of a qualified name in a string such as that of `nextval('…')`, folded: `Id_seq`
/// for `public."Id_seq"`.
[[nodiscard]] std::string last_name_part(std::string_view written);

}  // namespace pglint::parse
