// Reads patches: which lines of which files they add or change.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/line/set.h"
#include "text/result.h"

namespace pglint::text {

/// Lines that a hunk replaced.
struct ReplacedLines {
  std::size_t first = 1;  ///< of the file after the patch, 1-based
  std::size_t count = 0;  ///< of the file after the patch
  std::string before;     ///< the lines in their place before the patch, each with its end
};

/// A file after the patch is applied.
struct ChangedFile {
  std::string path;       ///< as the patch names it, without git's `b/`
  bool from_git = false;  ///< the path is relative to the root of a repository
  LineSet lines;          ///< empty if only the name or mode changed
  bool is_new = false;    ///< it was not there before
  /// In order; none of merges and of files that are not text.
  std::vector<ReplacedLines> replaced = {};
};

/// The files after a unified diff, in its order, without deleted ones. Accepts the output of git
/// (with merges, quoted names, renames, binary files), GNU diff and others, and skips other text
/// such as a mail. Error: one line, without the patch's name.
[[nodiscard]] Result<std::vector<ChangedFile>> read_unified_diff(std::string_view patch);

/// The text of a file before the patch, from its text after it; the last line may have gained an
/// end.
[[nodiscard]] std::string text_before(std::string_view after,
                                      const std::vector<ReplacedLines>& replaced);

}  // namespace pglint::text
