// The source lines of a finding with carets under its exact range, ready for a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "text/line_index.h"
#include "text/range.h"

namespace pglint::report {

/// One line to show. `code` and `marks` line up on a terminal: wide characters have two carets, and
/// tabs stay tabs in both, so that they do at any tab width.
struct SnippetLine {
  std::size_t number = 0;  ///< 1-based; 0 stands for lines that are left out
  std::string code;        ///< printable; `…` where the line goes on
  std::string marks;       ///< blanks, tabs and carets; empty for a line with nothing to mark
};

/// The lines that `range` touches: all of a few, else the first two and the last one. Of long
/// lines, the part around the range. A point, and an end of line, gets one caret.
[[nodiscard]] std::vector<SnippetLine> snippet(const text::LineIndex& lines, text::Range range);

}  // namespace pglint::report
