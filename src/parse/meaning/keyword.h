// PostgreSQL's keywords, with regard to names.
#pragma once

#include <cstdint>
#include <string_view>

namespace pglint::parse {

enum class Reserved : std::uint8_t {
  no,               ///< not a keyword, or allowed as the name of a table or column
  but_for_routine,  ///< allowed as the name of a routine or type only: `left`
  always,           ///< `order`
};

/// How reserved `name` is, which is in lower case: unless `no`, tables and columns must quote it.
[[nodiscard]] Reserved reserved(std::string_view name);

/// True for words that are a value without parentheses, such as `user` and `current_date`: without
/// quotes, a column of that name is valid SQL with another meaning.
[[nodiscard]] bool is_value_keyword(std::string_view name);

}  // namespace pglint::parse
