// PostgreSQL's list of keywords, as far as names have to do with it.
#pragma once

#include <cstdint>
#include <string_view>

namespace pglint::parse {

enum class Reserved : std::uint8_t {
  no,               ///< no keyword, or one that may be the name of a table or column
  but_for_routine,  ///< may be the name of a routine or type, of nothing else: `left`
  always,           ///< `order`
};

/// Whether `name`, in lower case, has to be quoted to be the name of a table or column.
[[nodiscard]] Reserved reserved(std::string_view name);

/// True for words that mean a value without parentheses, such as `user` and `current_date`: where a
/// column of that name is not quoted, SQL is valid and reads something else.
[[nodiscard]] bool is_value_keyword(std::string_view name);

}  // namespace pglint::parse
