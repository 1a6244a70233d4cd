// Changed files and their changed lines, from git or from a patch.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/flag/adoption_options.h"
#include "cli/input/discovery.h"
#include "cli/input/git.h"
#include "rule/run/file_change.h"
#include "text/line/set.h"
#include "text/line/unified_diff.h"
#include "text/result.h"

namespace pglint::cli {

class ChangedFiles {
 public:
  /// `wanted` asks for changes. Error: one line that says what to do.
  [[nodiscard]] static Result<ChangedFiles> find(const ChangeOptions& wanted);

  /// The changed lines of a file; empty for a file that did not change. `path` is relative to the
  /// working directory.
  [[nodiscard]] const text::LineSet& lines_of(const std::string& path) const;

  /// What the change does to the file; nothing if it does not tell, as for a renamed one.
  [[nodiscard]] std::optional<FileChange> change_of(const std::string& path) const;
  /// The text of an edited file before, from its text now.
  [[nodiscard]] std::string text_before(const std::string& path, std::string_view now) const;

  /// The changed files below the working directory that a search for `wanted` would find. They
  /// count as named.
  [[nodiscard]] std::vector<std::string> paths_here(const Wanted& wanted) const;

 private:
  struct Changed {
    text::LineSet lines;
    std::optional<FileChange> change = {};
    std::vector<text::ReplacedLines> replaced = {};
  };

  void add(const std::string& path, text::ChangedFile file);
  [[nodiscard]] std::optional<Error> add_since(const GitRepository& repository,
                                               const std::string& revision);
  [[nodiscard]] std::optional<Error> add_staged(const GitRepository& repository);
  [[nodiscard]] std::optional<Error> add_git(const GitRepository& repository,
                                             Result<std::string> patch);
  [[nodiscard]] std::optional<Error> add_patch(const std::string& file);

  bool whole_files_ = false;
  /// From the root, what the default branch does not have: nobody has run it. Only with `--staged`.
  std::set<std::string> not_on_default_branch_;
  std::map<std::string, Changed, std::less<>> files_;  ///< by `identity_of` their paths
};

}  // namespace pglint::cli
