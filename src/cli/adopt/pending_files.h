// Which files are new or changed: what the default branch of git does not have yet.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "lint/source_file.h"
#include "text/result.h"

namespace pglint::cli {

/// The files that differ from the default branch, in the work tree around the working directory. Of
/// a branch, that is all it changed since it left the default branch; on the default branch, what
/// is not pushed, or without a remote, not committed.
class PendingFiles {
 public:
  /// What `base`, a revision, does not have, or without one the default branch. Nothing without
  /// git, outside of a repository, and where its history does not tell.
  [[nodiscard]] static Result<std::optional<PendingFiles>> find(
      const std::optional<std::string>& base);

  /// Nothing for files outside of the work tree. `path` is relative to the working directory.
  [[nodiscard]] std::optional<bool> contains(const std::string& path) const;

 private:
  std::string root_;                          ///< absolute, with a final slash
  std::set<std::string, std::less<>> paths_;  ///< from the root
};

/// Sets `is_pending` of the files that are not themselves among the `paths` that the user gave: who
/// names a file wants to hear about it. Does not start git if there are none. `base` is the
/// revision that has what is not pending, if not the default branch; an error if git has no such
/// revision. Says on standard error if a shallow clone cannot tell.
[[nodiscard]] std::optional<Error> mark_pending(std::vector<SourceFile>& files,
                                                std::span<const std::string> paths,
                                                const std::optional<std::string>& base);

}  // namespace pglint::cli
