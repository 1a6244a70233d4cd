// Runs git in the working directory.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/input/git_output.h"
#include "text/result.h"

namespace pglint::cli {

/// The repository around the working directory. Errors are one line that says what to do.
class GitRepository {
 public:
  [[nodiscard]] static Result<GitRepository> open();

  /// The folder of the work tree, absolute.
  [[nodiscard]] const std::string& root() const { return root_; }

  /// The common ancestor of HEAD and `revision`, which the flag `option` gave.
  [[nodiscard]] Result<std::string> merge_base(const std::string& revision,
                                               std::string_view option = "--since") const;

  /// Whether the clone has only the last commits of its history.
  [[nodiscard]] static bool is_shallow();

  /// The commit at which HEAD left the default branch, locally or as last fetched from `origin`;
  /// nothing if there is no such branch or the clone is too shallow to tell.
  [[nodiscard]] std::optional<std::string> default_branch_base() const;

  /// Tracked files of the work tree that differ from `commit`, from the root.
  [[nodiscard]] Result<std::vector<std::string>> names_since(const std::string& commit) const;

  /// Those of them that `commit` does not have.
  [[nodiscard]] Result<std::vector<std::string>> added_since(const std::string& commit) const;

  /// Files of `commit` that the work tree lacks, from the root.
  [[nodiscard]] Result<std::vector<std::string>> removed_since(const std::string& commit) const;

  /// The text of a file of `commit`; `path` is from the root.
  [[nodiscard]] Result<std::string> content_at(const std::string& commit,
                                               const std::string& path) const;

  /// A patch from `commit` to the tracked files of the work tree.
  [[nodiscard]] Result<std::string> diff_since(const std::string& commit) const;

  /// A patch from HEAD to the index.
  [[nodiscard]] Result<std::string> staged_diff() const;

  /// Files that git neither tracks nor ignores, from the root.
  [[nodiscard]] Result<std::vector<std::string>> untracked() const;

  /// The regular files of the index.
  [[nodiscard]] Result<std::vector<StagedFile>> index() const;

  /// The contents of `files`, in their order.
  [[nodiscard]] Result<std::vector<std::string>> contents(
      const std::vector<StagedFile>& files) const;

 private:
  explicit GitRepository(std::string root) : root_(std::move(root)) {}

  std::string root_;
};

}  // namespace pglint::cli
