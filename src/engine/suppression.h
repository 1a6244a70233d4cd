// Comments that turn findings off: `pglint: ignore rule-id[, rule-id] [-- reason]`.
//
// Behind code on its line, a comment covers that line and whatever ends on it; on a line of its
// own, what comes next. It names rules, never groups or patterns, and what cannot be read turns
// nothing off but is reported itself.
#pragma once

#include <span>
#include <string_view>

#include "engine/linter.h"
#include "engine/settings.h"
#include "text/range.h"

namespace pglint {

/// A comment of a file, in bytes of the file.
struct Comment {
  text::Range range;  ///< with its marks
  text::Range body;   ///< without
};

/// What a file has that suppressions are about.
struct SuppressionInput {
  std::string_view content;
  std::span<const Comment> comments;     ///< in any order
  std::span<const text::Range> extents;  ///< what is covered as a whole; sorted, apart
};

/// Takes the findings that a comment turns off out of `result`, and adds those about comments that
/// name no rule that is known (`unknown-suppression`) or turn nothing off (`unused-suppression`).
void apply_suppressions(const SuppressionInput& input, const Settings& settings,
                        FileResult& result);

}  // namespace pglint
