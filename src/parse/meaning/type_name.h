// What a written type name means, as PostgreSQL resolves it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parse/tree/nodes.h"

namespace pglint::parse {

/// PostgreSQL's own name (`pg_type.typname`) of the built-in type that `type` names: `bpchar` for
/// `char(3)`, `timestamptz`, `int4`, `char` for the quoted `"char"`. Empty for `%TYPE` and for
/// other schemas; a lone name is given back as it is, whether pg_catalog has it or not, because
/// pg_catalog is searched before every other schema. Arrays give the element's type.
[[nodiscard]] std::string_view builtin_type(const TypeName& type);

/// The only or first type modifier where it is a literal: the 10 of `varchar(10)`.
[[nodiscard]] std::optional<long> type_modifier(const TypeName& type);

/// A length in words, for messages: "10 characters"; "n characters" where it is no literal.
[[nodiscard]] std::string length_in_words(const TypeName& type);

/// `name` with the literal modifier of `type` behind it, for messages: `varchar(10)`.
[[nodiscard]] std::string with_modifier(std::string_view name, const TypeName& type);

/// The lone, unqualified name of a type: `serial`; empty for qualified names, arrays and `%TYPE`.
/// The pseudo-types of CREATE TABLE (serial, …) are recognised by nothing else.
[[nodiscard]] std::string_view bare_type_name(const TypeName& type);

/// The integer type behind a lone name that CREATE TABLE takes for a serial: `int4` for `serial`
/// and `serial4`; empty for other names.
[[nodiscard]] std::string_view serial_integer(std::string_view name);

}  // namespace pglint::parse
