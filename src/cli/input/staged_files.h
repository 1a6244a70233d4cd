// Files as they are in git's index, which a commit will hold.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/input/discovery.h"
#include "cli/input/git.h"
#include "migration/runner.h"
#include "text/result.h"

namespace pglint::cli {

/// How to treat files that are not in the index.
enum class NotStaged : std::uint8_t {
  leave_out,  ///< not part of the commit; files kept earlier stay
  keep,       ///< read from disk
};

class StagedFiles {
 public:
  /// Reads the index. `runner` is that of all files; if null, it is detected per file.
  [[nodiscard]] static Result<StagedFiles> open(const migration::Runner* runner);

  /// Those of `paths` that are in the index, as named files; the disk is not read.
  [[nodiscard]] std::vector<SourceFile> named(const std::vector<std::string>& paths) const;

  /// Fills in the staged content of files that have none, and the facts of those that are linted.
  [[nodiscard]] std::optional<Error> read(std::vector<SourceFile>& files, NotStaged others);

 private:
  StagedFiles(GitRepository repository, const migration::Runner* runner)
      : repository_(std::move(repository)), runner_(runner) {}

  GitRepository repository_;
  const migration::Runner* runner_;
  std::map<std::string, StagedFile, std::less<>> files_;  ///< by `identity_of` their paths
  std::set<std::string, std::less<>> kept_;  ///< `identity_of` files that are not staged
};

}  // namespace pglint::cli
