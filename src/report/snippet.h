// The source lines of a finding with carets under its exact range.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "text/line/index.h"
#include "text/range.h"

namespace pglint::report {

/// One line to show. `code` and `marks` line up on a terminal: wide characters have two carets, and
/// tabs stay tabs in both.
struct SnippetLine {
  std::size_t number = 0;  ///< 1-based; 0 for omitted lines
  std::string code;        ///< printable; `…` where the line is cut
  std::string marks;       ///< blanks, tabs and carets; empty if nothing is marked
};

/// Longer lines are cut, where no terminal says how much fits.
inline constexpr std::size_t longest_line = 120;

/// The lines that `range` touches; of many, the first two and the last. Lines of more than `cells`
/// are cut to the part around the range. An empty range or a line end gets one caret.
[[nodiscard]] std::vector<SnippetLine> snippet(const text::LineIndex& lines, text::Range range,
                                               std::size_t cells = longest_line);

}  // namespace pglint::report
