#include "text/wrap.h"

#include <algorithm>

#include "text/utf8.h"

namespace pglint::text {
namespace {

/// The fewest columns with room for an indented word or two.
constexpr std::size_t fewest = 40;

/// Bytes of the escape sequence that `bytes`, which begins with ESC, begins with: a color, which
/// ends with `m`, or a link, which ends with a backslash.
std::size_t escape_bytes(std::string_view bytes) {
  const char last = bytes.substr(1, 1) == "]" ? '\\' : 'm';
  const std::size_t end = bytes.find(last);
  return end == std::string_view::npos ? bytes.size() : end + 1;
}

std::size_t cells_of(std::string_view word) {
  std::size_t cells = 0;
  while (!word.empty()) {
    const std::size_t plain = std::min(word.find('\033'), word.size());
    cells += display_width(word.substr(0, plain));
    word.remove_prefix(plain);
    if (!word.empty()) word.remove_prefix(escape_bytes(word));
  }
  return cells;
}

}  // namespace

std::string wrapped(std::string_view line, std::size_t columns, std::size_t indent) {
  if (columns < fewest || line.size() <= columns) return std::string(line);
  const std::size_t first = std::min(line.find_first_not_of(' '), line.size());
  std::string rows(line.substr(0, first));
  std::size_t used = first;
  bool is_first_word = true;
  for (std::size_t at = first; at < line.size();) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    const std::string_view word = line.substr(at, end - at);
    const std::size_t cells = cells_of(word);
    if (!is_first_word && used + 1 + cells > columns) {
      rows += '\n';
      rows.append(indent, ' ');
      used = indent;
    } else if (!is_first_word) {
      rows += ' ';
      ++used;
    }
    rows += word;
    used += cells;
    is_first_word = false;
    at = end + 1;
  }
  return rows;
}

}  // namespace pglint::text
