// The meaning of a type name, as PostgreSQL resolves it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parse/tree/nodes.h"

namespace pglint::parse {

/// The name in `pg_type.typname` of a built-in type: `timestamptz`, `int4`, `bpchar` for `char(3)`,
/// `char` for the quoted `"char"`. Unqualified names of other types are returned unchanged, because
/// pg_catalog is searched first. Empty for `%TYPE` and other schemas; for arrays, the element type.
[[nodiscard]] std::string_view builtin_type(const TypeName& type);

/// The first type modifier if it is a literal: the 10 of `varchar(10)`.
[[nodiscard]] std::optional<long> type_modifier(const TypeName& type);

/// A length in words, for messages: "10 characters"; "n characters" if it is not a literal.
[[nodiscard]] std::string length_in_words(const TypeName& type);

/// `name` and the literal modifier of `type`, for messages: `varchar(10)`.
[[nodiscard]] std::string with_modifier(std::string_view name, const TypeName& type);

/// The unqualified name of a type; empty for qualified names, arrays and `%TYPE`. PostgreSQL
/// recognizes the pseudo-types of CREATE TABLE, such as `serial`, only in this form.
[[nodiscard]] std::string_view bare_type_name(const TypeName& type);

/// The integer type of a serial pseudo-type: `int4` for `serial` and `serial4`; empty for other
/// names.
[[nodiscard]] std::string_view serial_integer(std::string_view name);

}  // namespace pglint::parse
