// Reads patches: which lines of which files they add or change.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/line_set.h"
#include "text/result.h"

namespace pglint::text {

/// A file as it is once the patch is applied.
struct ChangedFile {
  std::string path;       ///< as the patch names it, without git's `b/`
  bool from_git = false;  ///< the path counts from the root of a repository
  LineSet lines;          ///< empty where only the name or the mode changed
};

/// The files that a unified diff leaves behind, in its order; what it deletes is left out. Takes
/// what git (also of merges, with quoted names, renames, binary files), GNU diff and others write,
/// and skips what stands around it, such as a mail's text. Error: one line, without the patch's
/// name.
[[nodiscard]] Result<std::vector<ChangedFile>> read_unified_diff(std::string_view patch);

}  // namespace pglint::text
