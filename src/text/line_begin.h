// Where lines begin, for those who look at a few of them: text/line_index knows all.
#pragma once

#include <cstddef>
#include <string_view>

#include "text/utf8.h"

namespace pglint::text {

/// Offset of the first byte of the line that holds byte `at`.
[[nodiscard]] constexpr std::size_t find_line_begin(std::string_view text, std::size_t at) {
  while (at > 0 && text[at - 1] != '\n' && text[at - 1] != '\r') --at;
  return at;
}

/// The same, behind a byte order mark at the start of the text.
[[nodiscard]] constexpr std::size_t find_written_begin(std::string_view text, std::size_t at) {
  const std::size_t begin = find_line_begin(text, at);
  return begin == 0 && text.starts_with(utf8_bom) ? utf8_bom.size() : begin;
}

/// How the lines of `text` end: as the first one does.
[[nodiscard]] constexpr std::string_view line_ending(std::string_view text) {
  const std::size_t end = text.find_first_of("\r\n");
  if (end == std::string_view::npos || text[end] == '\n') return "\n";
  return text.substr(end).starts_with("\r\n") ? "\r\n" : "\r";
}

}  // namespace pglint::text
