// Which lines of a file changed, as patches count lines.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "text/range.h"

namespace pglint::text {

/// Lines that stand together, 1-based, both included.
struct LineSpan {
  std::size_t first = 1;
  std::size_t last = 1;
};

/// Lines that were added or changed, and places where lines were taken out.
class LineSet {
 public:
  /// All lines of a file, whatever there are.
  [[nodiscard]] static LineSet everything();

  /// Adds a line, 1-based, behind all that were added before.
  void add(std::size_t line);

  /// Lines were taken out behind `line` and nothing was put there; behind all earlier gaps.
  void add_gap(std::size_t line);

  /// Whether the span holds one of the lines, or the lines on both sides of a gap.
  [[nodiscard]] bool touches(LineSpan span) const;

  [[nodiscard]] bool is_everything() const { return is_everything_; }
  [[nodiscard]] bool empty() const { return !is_everything_ && spans_.empty() && gaps_.empty(); }

 private:
  bool is_everything_ = false;
  std::vector<LineSpan> spans_;  ///< rising, with other lines in between
  std::vector<std::size_t> gaps_;
};

/// Counts lines as patches do: they end at LF and nowhere else, other than in `LineIndex`.
class PatchLines {
 public:
  /// Reads `text` once.
  explicit PatchLines(std::string_view text);

  /// The lines that the bytes of `range` stand in; the last line where it lies at the end.
  [[nodiscard]] LineSpan span(Range range) const;

 private:
  [[nodiscard]] std::size_t line_of(std::size_t offset) const;

  std::size_t size_;
  std::vector<std::size_t> ends_;  ///< offsets of LF
};

}  // namespace pglint::text
