// Suppressions, and how they are applied.
//
// Comments are parsed while the file is checked (suppress/suppression_reader), and applied when all
// findings of the file are known, including those about the whole schema.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rule/rule.h"
#include "rule/settings.h"
#include "text/range.h"

namespace pglint {

struct FileResult;
struct Finding;

/// The range in which a comment ignores findings.
struct Coverage {
  text::Range range;       ///< bytes of the file: findings that begin in it or at its end
  bool with_ends = false;  ///< and those that end in it
};

/// One rule that a comment turns off in one place.
struct Suppression {
  const Rule* rule = nullptr;  ///< null: every rule but those about suppressions
  text::Range written;         ///< its id in the comment
  text::Range comment = {};    ///< the whole comment, if it can be removed alone; else empty
  Coverage covered;
  /// Never reported as unused: it covers what was not linted, or is meant for another program.
  bool may_be_idle = false;
};

/// A part of a comment that cannot be parsed and has no effect.
struct Misreading {
  text::Range range;
  std::string message;
  std::string help;
};

/// The suppressions of one file, in any order.
struct Suppressions {
  std::vector<Suppression> list;
  std::vector<Misreading> misreadings;
  std::vector<text::Range> without_reason;  ///< comments without a reason

  [[nodiscard]] bool empty() const { return list.empty() && misreadings.empty(); }
};

/// Whether a comment turns `finding` off.
[[nodiscard]] bool is_suppressed(const Suppressions& suppressions, const Finding& finding);

/// Completes the findings of `result`: drops hidden and suppressed ones, and adds those about
/// comments that cannot be read (`unknown-suppression`), have no effect (`unused-suppression`) or
/// no reason (`suppression-without-reason`). Then settles them.
void finish_findings(const Suppressions& suppressions, const Settings& settings,
                     FileResult& result);

/// Drops hidden findings, which only matter for unused suppressions.
void drop_unshown(FileResult& result);

}  // namespace pglint
