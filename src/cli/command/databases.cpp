#include "cli/command/databases.h"

#include <cstddef>
#include <deque>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/input/surroundings.h"
#include "migration/databases.h"
#include "migration/runner.h"

namespace pglint::cli {
namespace {

namespace fs = std::filesystem;

/// `name` where it is an absolute path, as people write it who work in this folder.
std::string shown(const std::string& name) {
  if (!name.starts_with('/')) return name;
  std::error_code error;
  const fs::path here = fs::current_path(error);
  if (error) return name;
  return fs::path(name).lexically_proximate(here).string();
}

}  // namespace

std::optional<Error> assign_databases(std::vector<SourceFile>& files,
                                      Configuration& configuration) {
  std::deque<std::string> texts;  // members point into it
  std::vector<migration::DatabaseMember> members;
  std::vector<SourceFile*> assigned;
  for (SourceFile& file : files) {
    if (file.is_of_all) continue;
    Result<std::string> named = configuration.database_of(file.path);
    if (!named.ok()) return named.error();
    const std::string_view path = texts.emplace_back(absolute_path(file.path));
    const bool is_migration = file.facts.runner != &migration::psql_runner();
    members.push_back({.path = path,
                       .directory = is_migration ? file.facts.name.directory : std::string_view(),
                       .named = texts.emplace_back(std::move(named).value())});
    assigned.push_back(&file);
  }
  if (members.empty()) return std::nullopt;
  migration::Databases databases = migration::databases_of(members);
  for (std::string& name : databases.names) name = shown(name);
  for (std::size_t place = 0; place < assigned.size(); ++place) {
    assigned[place]->database = databases.of_files[place];
    assigned[place]->database_name = databases.names[assigned[place]->database];
  }
  return std::nullopt;
}

}  // namespace pglint::cli
