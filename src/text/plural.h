// English singular and plural.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pglint::text {

/// `1 finding`, `2 findings`, for nouns with a plural in s.
[[nodiscard]] inline std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + ' ' + std::string(noun) + (count == 1 ? "" : "s");
}

[[nodiscard]] constexpr std::string_view is_are(std::size_t count) {
  return count == 1 ? "is" : "are";
}

[[nodiscard]] constexpr std::string_view has_have(std::size_t count) {
  return count == 1 ? "has" : "have";
}

}  // namespace pglint::text
