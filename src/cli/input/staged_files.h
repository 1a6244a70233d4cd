// Files as git's index has them: what a commit will hold, whatever lies in the working directory.
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

/// What becomes of files that the index does not hold.
enum class NotStaged : std::uint8_t {
  leave_out,  ///< they will not be in the commit; what was kept before stays
  keep,       ///< as they are on the disk
};

class StagedFiles {
 public:
  /// Reads the index. `runner` is that of all files; null: each is looked at.
  [[nodiscard]] static Result<StagedFiles> open(const migration::Runner* runner);

  /// `paths` of the index as files to lint, named, without looking at the disk.
  [[nodiscard]] std::vector<SourceFile> named(const std::vector<std::string>& paths) const;

  /// Puts in the content that is staged, where a file has none yet, and what it says about who
  /// runs a file that is linted.
  [[nodiscard]] std::optional<Error> read(std::vector<SourceFile>& files, NotStaged others);

 private:
  StagedFiles(GitRepository repository, const migration::Runner* runner)
      : repository_(std::move(repository)), runner_(runner) {}

  GitRepository repository_;
  const migration::Runner* runner_;
  std::map<std::string, StagedFile, std::less<>> files_;  ///< by `identity_of` their paths
  std::set<std::string, std::less<>> kept_;               ///< `identity_of` what is not staged
};

}  // namespace pglint::cli
