// Finds single line begins; text/line/index finds all.
#pragma once

#include <cstddef>
#include <string_view>

#include "text/utf8.h"

namespace pglint::text {

/// The offset of the first byte of the line with byte `at`.
[[nodiscard]] constexpr std::size_t find_line_begin(std::string_view text, std::size_t at) {
  while (at > 0 && text[at - 1] != '\n' && text[at - 1] != '\r') --at;
  return at;
}

/// As `find_line_begin`, but after a byte order mark at the start of the text.
[[nodiscard]] constexpr std::size_t find_written_begin(std::string_view text, std::size_t at) {
  const std::size_t begin = find_line_begin(text, at);
  return begin == 0 && text.starts_with(utf8_bom) ? utf8_bom.size() : begin;
}

/// The line ending of `text`, taken from its first line.
[[nodiscard]] constexpr std::string_view line_ending(std::string_view text) {
  const std::size_t end = text.find_first_of("\r\n");
  if (end == std::string_view::npos || text[end] == '\n') return "\n";
  return text.substr(end).starts_with("\r\n") ? "\r\n" : "\r";
}

}  // namespace pglint::text
