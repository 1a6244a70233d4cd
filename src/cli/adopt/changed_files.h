// Changed files and their changed lines, from git or from a patch.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/flag/adoption_options.h"
#include "cli/input/discovery.h"
#include "cli/input/git.h"
#include "text/line_set.h"
#include "text/result.h"

namespace pglint::cli {

class ChangedFiles {
 public:
  /// `wanted` asks for changes. Error: one line that says what to do.
  [[nodiscard]] static Result<ChangedFiles> find(const ChangeOptions& wanted);

  /// The changed lines of a file; empty for a file that did not change. `path` is relative to the
  /// working directory.
  [[nodiscard]] const text::LineSet& lines_of(const std::string& path) const;

  /// The changed files below the working directory that a search for `wanted` would find. They
  /// count as named.
  [[nodiscard]] std::vector<std::string> paths_here(const Wanted& wanted) const;

 private:
  void add(const std::string& path, text::LineSet lines);
  [[nodiscard]] std::optional<Error> add_since(const GitRepository& repository,
                                               const std::string& revision);
  [[nodiscard]] std::optional<Error> add_git(const GitRepository& repository,
                                             Result<std::string> patch);
  [[nodiscard]] std::optional<Error> add_patch(const std::string& file);

  bool whole_files_ = false;
  std::map<std::string, text::LineSet, std::less<>> files_;  ///< by `identity_of` their paths
};

}  // namespace pglint::cli
