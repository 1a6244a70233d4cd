// Names in the parsed text that stand for placeholders and variables of psql.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pglint::parse {

struct Substitute {
  std::string name;     ///< as PostgreSQL reads it: `__schema__`
  std::string written;  ///< on one line: `{{schema}}`, `pre_${x}`, `:"name"`
  std::size_t at = 0;   ///< its first byte in the text
};

/// The names that `parsed` has where `written`, a text of the same length, has something else, in
/// their order. Every byte that differs is an underscore, as `fill_placeholders`, `preprocess` and
/// `fill_format` leave it.
[[nodiscard]] std::vector<Substitute> find_substitutes(std::string_view written,
                                                       std::string_view parsed);

}  // namespace pglint::parse
