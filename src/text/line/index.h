// Converts byte offsets to lines and columns.
#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include "text/range.h"

namespace pglint::text {

/// The offset of the first CR or LF at or after `from`; the size of `text` if there is none.
[[nodiscard]] constexpr std::size_t find_line_end(std::string_view text, std::size_t from) {
  while (from < text.size() && text[from] != '\n' && text[from] != '\r') ++from;
  return from;
}

/// A place for display. A byte inside a code point belongs to that code point's column.
struct Position {
  std::size_t line = 1;          ///< 1-based
  std::size_t column = 1;        ///< 1-based, in Unicode code points
  std::size_t utf16_column = 1;  ///< 1-based, in UTF-16 code units (SARIF, LSP)
};

/// The lines of one text. They end at LF, CRLF or a lone CR, as for PostgreSQL's scanner. A byte
/// order mark at the start belongs to no line: the character after it has column 1, as in editors.
class LineIndex {
 public:
  /// Reads `text` once. The text must outlive the index.
  explicit LineIndex(std::string_view text);

  /// Offsets past the end count as the end. Cheap in a line of many megabytes, too. Not
  /// thread-safe.
  [[nodiscard]] Position position(std::size_t offset) const;

  [[nodiscard]] std::size_t line_count() const { return starts_.size(); }

  /// Bytes of `line` (1-based, at most `line_count()`), without its line ending.
  [[nodiscard]] Range line_range(std::size_t line) const;

  [[nodiscard]] std::string_view line_text(std::size_t line) const {
    const Range range = line_range(line);
    return text_.substr(range.begin, range.size());
  }

 private:
  static constexpr std::size_t bytes_between_marks = 4096;

  /// Moves the last answer forward; code points count where they begin.
  void move_to(std::size_t offset) const;

  std::string_view text_;
  std::vector<std::size_t> starts_;  ///< byte offset of each line's first byte
  /// The last answer and its offset, where counting continues.
  mutable std::size_t last_offset_ = 0;
  mutable Position last_;
  /// Positions by offset in what was counted of long lines.
  mutable std::map<std::size_t, Position> marks_;
};

}  // namespace pglint::text
