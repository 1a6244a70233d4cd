#include "cli/command/coverage.h"

#include <algorithm>
#include <array>
#include <utility>

#include "cli/command/databases.h"

namespace pglint::cli {

Coverage::Coverage(const Run& run, const std::vector<SourceFile>& read,
                   Configuration& configuration)
    : run_(run), configuration_(configuration) {
  for (const SourceFile& file : read) read_.insert(identities_.of(file.path));
}

bool Coverage::is_complete(const std::string& folder, const std::string& path) {
  if (folder_ != folder) search(folder);
  const auto database = database_of_.find(path);
  return database == database_of_.end() ? incomplete_.empty()
                                        : !incomplete_.contains(database->second);
}

void Coverage::search(const std::string& folder) {
  folder_ = folder;
  database_of_.clear();
  incomplete_.clear();
  for (const SourceFile& file : files_below(folder)) {
    std::string identity = identities_.of(file.path);
    if (!read_.contains(identity)) incomplete_.insert(file.database);
    database_of_.emplace(std::move(identity), file.database);
  }
}

/// With their databases; without what a run leaves out.
std::vector<SourceFile> Coverage::files_below(const std::string& folder) {
  const std::array<std::string, 1> paths = {folder};
  std::vector<SourceFile> files = discover(paths, run_.runner, run_.wanted).files;
  std::erase_if(files, [&](const SourceFile& file) {
    const bool is_migration = file.facts.runner != &migration::psql_runner();
    if (!run_.has_excludes || is_migration) return false;  // an excluded migration is context
    const auto is_excluded = configuration_.is_excluded(file.path);
    return is_excluded.ok() && is_excluded.value();
  });
  // Without their configuration, all are of one database: more has to be read.
  (void)assign_databases(files, configuration_);
  return files;
}

}  // namespace pglint::cli
