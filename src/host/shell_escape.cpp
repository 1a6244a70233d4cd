#include "host/shell_escape.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace pglint::host {
namespace {

struct Digits {
  std::string_view text;  ///< after the letter that starts them
  unsigned base = 16;
  std::size_t most = 0;
};

/// A character by its number, with `announced` bytes before the digits.
ShellEscape numbered(const Digits& digits, std::size_t announced) {
  char32_t value = 0;
  std::size_t count = 0;
  for (; count < std::min(digits.most, digits.text.size()); ++count) {
    constexpr std::string_view all = "0123456789abcdef0123456789ABCDEF";
    const std::size_t digit = all.find(digits.text[count]);
    if (digit == std::string_view::npos || digit % 16 >= digits.base) break;
    value = value * digits.base + static_cast<char32_t>(digit % 16);
  }
  if (count == 0) return {.value = "\\", .size = 1};
  std::string encoded = text::encode_utf8(value);
  return {.value = encoded.empty() ? "?" : std::move(encoded), .size = announced + count};
}

}  // namespace

ShellEscape read_escape(std::string_view text) {
  if (text[0] != '\\' || text.size() == 1) return {.value = std::string(text.substr(0, 1))};
  constexpr std::string_view letters = "abefnrtvE";
  constexpr std::string_view meanings = "\a\b\033\f\n\r\t\v\033";
  const char next = text[1];
  if (const std::size_t letter = letters.find(next); letter != std::string_view::npos) {
    return {.value = std::string(meanings.substr(letter, 1)), .size = 2};
  }
  const std::string_view rest = text.substr(2);
  if (next == 'x') return numbered({.text = rest, .base = 16, .most = 2}, 2);
  if (next == 'u') return numbered({.text = rest, .base = 16, .most = 4}, 2);
  if (next == 'U') return numbered({.text = rest, .base = 16, .most = 8}, 2);
  if (next >= '0' && next <= '7')
    return numbered({.text = text.substr(1), .base = 8, .most = 3}, 1);
  return {.value = std::string(text.substr(1, 1)), .size = 2};
}

std::size_t continued_line(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at + 1);
  if (rest.starts_with("\r\n")) return at + 3;
  if (rest.starts_with('\n') || rest.starts_with('\r')) return at + 2;
  return at;
}

}  // namespace pglint::host
