// Comments that turn findings off: what was read of them, and how it is applied.
//
// What they say is read while the file is checked (suppress/suppression_reader); it is applied when
// all findings of the file are known, those about the whole schema as well.
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

/// Where a comment turns findings off.
struct Coverage {
  text::Range range;       ///< bytes of the file: findings that begin in it or at its end
  bool with_ends = false;  ///< and those that end in it
};

/// One rule that a comment turns off in one place.
struct Suppression {
  const Rule* rule = nullptr;  ///< null: every rule but those about suppressions
  text::Range written;         ///< its id in the comment
  Coverage covered;
  /// Nothing is known about what it covers, or it was written for another program.
  bool may_be_idle = false;
};

/// Something in a comment that cannot be read, and turns nothing off.
struct Misreading {
  text::Range range;
  std::string message;
};

/// What the comments of one file say, in any order.
struct Suppressions {
  std::vector<Suppression> list;
  std::vector<Misreading> misreadings;
  std::vector<text::Range> without_reason;  ///< the comments that give none

  [[nodiscard]] bool empty() const { return list.empty() && misreadings.empty(); }
};

/// Brings the findings of `result`, which are complete, into their final form: takes out what is
/// not shown and what a comment turns off, and adds those about comments that cannot be read
/// (`unknown-suppression`), turn nothing off (`unused-suppression`) or do not say why
/// (`suppression-without-reason`). Afterwards they are settled.
void finish_findings(const Suppressions& suppressions, const Settings& settings,
                     FileResult& result);

/// Drops what is not shown: nobody asks for it where a file has no suppressions.
void drop_unshown(FileResult& result);

}  // namespace pglint
