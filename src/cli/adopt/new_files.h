// Which files of a work tree no committed history has: evidence that nobody has run them.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/input/git.h"
#include "text/result.h"

namespace pglint::cli {

/// The files that the base lacks: untracked, staged, and added on the branch. The base is a given
/// revision, else the commit at which HEAD left the default branch, else HEAD.
class NewFiles {
 public:
  /// Reads the repository around the working directory. Nothing without git, outside of a
  /// repository, and before the first commit. Error: git has no revision `base`.
  [[nodiscard]] static Result<std::optional<NewFiles>> find(const std::optional<std::string>& base);

  /// Whether the base lacks the file `path`, whose text is `content`: also under another name. A
  /// file that is much like one that the base has and the work tree lost was renamed. False for
  /// files outside of the work tree.
  [[nodiscard]] bool contains(const std::string& path, std::string_view content) const;

 private:
  std::string root_;                          ///< absolute, with a final slash
  std::set<std::string, std::less<>> paths_;  ///< of files that the base lacks, from the root
  std::vector<std::string> lost_;             ///< texts of files that only the base has
};

}  // namespace pglint::cli
