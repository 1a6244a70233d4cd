// Reads patches: which lines of which files they add or change.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/line_set.h"
#include "text/result.h"

namespace pglint::text {

/// A file after the patch is applied.
struct ChangedFile {
  std::string path;       ///< as the patch names it, without git's `b/`
  bool from_git = false;  ///< the path is relative to the root of a repository
  LineSet lines;          ///< empty if only the name or mode changed
};

/// The files after a unified diff, in its order, without deleted ones. Accepts the output of git
/// (with merges, quoted names, renames, binary files), GNU diff and others, and skips other text
/// such as a mail. Error: one line, without the patch's name.
[[nodiscard]] Result<std::vector<ChangedFile>> read_unified_diff(std::string_view patch);

}  // namespace pglint::text
