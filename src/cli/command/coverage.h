// Whether a run read everything that its findings depend on.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/flag/configuration.h"
#include "cli/input/discovery.h"
#include "lint/source_file.h"
#include "migration/runner.h"

namespace pglint::cli {

/// What a run reads, to compare it with what a run over a whole folder would.
class Coverage {
 public:
  struct Run {
    const migration::Runner* runner = nullptr;  ///< for all files; null: detected per file
    Wanted wanted = {};
    bool has_excludes = true;
  };

  /// `read` are all files of the run, linted or context. `configuration` must outlive this.
  Coverage(const Run& run, const std::vector<SourceFile>& read, Configuration& configuration);

  /// Whether a run over `folder` would read no other files into the database of the file at `path`.
  /// A file that is not there may have belonged to any database. Both are absolute. Searches the
  /// folder when it is asked about it first.
  [[nodiscard]] bool is_complete(const std::string& folder, const std::string& path);

 private:
  void search(const std::string& folder);
  [[nodiscard]] std::vector<SourceFile> files_below(const std::string& folder);

  Run run_;
  Configuration& configuration_;
  Identities identities_;
  std::set<std::string, std::less<>> read_;         ///< identities
  std::optional<std::string> folder_;               ///< that was searched
  std::map<std::string, std::size_t> database_of_;  ///< by identity of the file
  std::set<std::size_t> incomplete_;                ///< databases
};

}  // namespace pglint::cli
