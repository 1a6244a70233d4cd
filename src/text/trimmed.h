#pragma once

#include <string_view>

namespace pglint::text {

/// `text` without `letters` at its ends.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text,
                                                 std::string_view letters = " \t\r\n\f\v") {
  const std::size_t first = text.find_first_not_of(letters);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(letters) - first + 1);
}

}  // namespace pglint::text
