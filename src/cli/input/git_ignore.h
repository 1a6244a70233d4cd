// What the `.gitignore` files of a repository name.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/folder.h"

namespace pglint::cli {

/// Reads each `.gitignore` once, and runs no git: so a file that is tracked although a pattern
/// names it is ignored, too, unlike in git. Outside of a repository, nothing is ignored. The
/// patterns of the user's configuration and of `.git/info/exclude` are not read.
class GitIgnore {
 public:
  GitIgnore();
  ~GitIgnore();
  GitIgnore(const GitIgnore&) = delete;
  GitIgnore& operator=(const GitIgnore&) = delete;

  /// What lies in `folder`, which is absolute and normal, so that the disk is not asked.
  void note_listing(const std::string& folder, std::span<const text::FolderEntry> entries);

  /// Whether the patterns in `folder`, which is absolute and normal, and in the folders above it
  /// name its entry `name`. That a folder above is ignored does not count.
  [[nodiscard]] bool ignores(const std::string& folder, std::string_view name, bool is_folder);

 private:
  struct Level;

  [[nodiscard]] const Level* level_of(const std::string& folder);
  [[nodiscard]] bool is_outside(const std::string& folder) const;
  [[nodiscard]] std::string repository_around(const std::string& folder) const;
  void note_outside(const std::string& folder);
  const Level* add(const std::string& folder, const Level* above, bool may_have_file);

  std::map<std::string, std::unique_ptr<Level>, std::less<>>
      levels_;  ///< by folder; null: in no repository
};

}  // namespace pglint::cli
