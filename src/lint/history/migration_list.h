// Collects the migrations of a run, for rules about them.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "lint/linted_file.h"
#include "rule/run/history_context.h"

namespace pglint {

/// One for each database of a run.
class MigrationList {
 public:
  /// The next file of the run, with its steps.
  void add(const LintedFile& file);

  /// All up migrations in the order of the run, with what takes them back.
  [[nodiscard]] std::span<const Migration> complete();

 private:
  /// A file that takes back the migration with the same key.
  struct DownFile {
    bool is_empty = false;
    std::vector<std::string> words;
  };

  void add_up(const LintedFile& file);

  std::vector<Migration> migrations_;
  std::vector<std::string> keys_;          ///< of the migrations, by which down files find them
  std::map<std::string, DownFile> downs_;  ///< by their keys
  std::map<std::string, std::size_t> down_files_;  ///< how many there are, by directory
};

}  // namespace pglint
