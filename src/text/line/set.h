// The changed lines of a file, with the line numbers of patches.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "text/range.h"

namespace pglint::text {

/// Consecutive lines, 1-based, inclusive.
struct LineSpan {
  std::size_t first = 1;
  std::size_t last = 1;
};

/// Added or changed lines, and places where lines were removed.
class LineSet {
 public:
  /// All lines of any file.
  [[nodiscard]] static LineSet everything();

  /// Adds a line, 1-based, after all previous ones.
  void add(std::size_t line);

  /// Lines were removed after `line` and not replaced; must be after all previous gaps.
  void add_gap(std::size_t line);

  /// Whether the span contains one of the lines, or the lines on both sides of a gap.
  [[nodiscard]] bool touches(LineSpan span) const;

  [[nodiscard]] bool is_everything() const { return is_everything_; }
  [[nodiscard]] bool empty() const { return !is_everything_ && spans_.empty() && gaps_.empty(); }

 private:
  bool is_everything_ = false;
  std::vector<LineSpan> spans_;  ///< ascending, not adjacent
  std::vector<std::size_t> gaps_;
};

/// Counts lines as patches do: unlike in `LineIndex`, only LF ends a line.
class PatchLines {
 public:
  /// Reads `text` once.
  explicit PatchLines(std::string_view text);

  /// The lines of the bytes in `range`; the last line if it is at the end.
  [[nodiscard]] LineSpan span(Range range) const;

 private:
  [[nodiscard]] std::size_t line_of(std::size_t offset) const;

  std::size_t size_;
  std::vector<std::size_t> ends_;  ///< offsets of LF
};

}  // namespace pglint::text
