// ASCII letters, digits and words, independent of the locale. Other bytes are unchanged.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

namespace pglint::text {

[[nodiscard]] constexpr bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
[[nodiscard]] constexpr bool is_upper(char byte) { return byte >= 'A' && byte <= 'Z'; }
[[nodiscard]] constexpr bool is_lower(char byte) { return byte >= 'a' && byte <= 'z'; }
[[nodiscard]] constexpr bool is_letter(char byte) { return is_upper(byte) || is_lower(byte); }
[[nodiscard]] constexpr bool is_alphanumeric(char byte) {
  return is_letter(byte) || is_digit(byte);
}
/// A blank, or the end of a line or page.
[[nodiscard]] constexpr bool is_blank(char byte) {
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/// As PostgreSQL folds unquoted names.
[[nodiscard]] constexpr char lowered(char byte) {
  return is_upper(byte) ? static_cast<char>(byte - 'A' + 'a') : byte;
}
[[nodiscard]] constexpr char uppered(char byte) {
  return is_lower(byte) ? static_cast<char>(byte - 'a' + 'A') : byte;
}
[[nodiscard]] std::string lowered(std::string_view text);
[[nodiscard]] std::string uppered(std::string_view text);

[[nodiscard]] bool equals_ignoring_case(std::string_view a, std::string_view b);

/// A linear search, for short lists.
[[nodiscard]] constexpr bool is_one_of(std::string_view word,
                                       std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

[[nodiscard]] std::string joined(std::span<const std::string> parts, std::string_view separator);

}  // namespace pglint::text
