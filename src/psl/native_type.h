// The types of PostgreSQL that a field of a Prisma schema can ask for with `@db.…`, and those that
// it has without.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "psl/syntax.h"

namespace pglint::psl {

/// What may be in its parentheses.
enum class TypeArguments : std::uint8_t {
  none,
  length,     ///< one number or none, at least 1
  precision,  ///< one number or none, at most 6
  decimal,    ///< two numbers or none
};

struct NativeType {
  std::string_view name;    ///< `VarChar`
  std::string_view scalar;  ///< that it belongs to: `String`
  std::string_view sql;     ///< `VARCHAR`
  TypeArguments arguments = TypeArguments::none;
};

/// Null if PostgreSQL's connector has no such type.
[[nodiscard]] const NativeType* find_native_type(std::string_view name);

/// The type with its arguments: `VARCHAR(20)`.
[[nodiscard]] std::string native_sql(const NativeType& type, const Attribute& written);

/// `TEXT` of `String`; empty if `scalar` is not a type of Prisma.
[[nodiscard]] std::string_view scalar_sql(std::string_view scalar);

}  // namespace pglint::psl
