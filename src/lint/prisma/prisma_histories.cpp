#include "lint/prisma/prisma_histories.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "lint/prisma/prisma_schemas.h"
#include "lint/replay.h"
#include "migration/runner.h"
#include "text/absolute_path.h"
#include "text/folder.h"

namespace pglint {
namespace {

/// The folder of `path`, with a slash at its end or empty. Of a folder, the one above.
std::string folder_above(std::string_view path) {
  if (path.ends_with('/')) path.remove_suffix(1);
  return std::string(path.substr(0, path.find_last_of('/') + 1));
}

/// `prisma/migrations/` of `prisma/migrations/20240101000000_first/migration.sql`.
std::string folder_of_migrations(std::string_view migration) {
  return folder_above(folder_above(migration));
}

/// The only one of `databases`, or nothing.
std::optional<std::size_t> only_one(
    const std::map<std::string, std::set<std::size_t>, std::less<>>& databases,
    const std::string& folder) {
  const auto found = databases.find(folder);
  if (found == databases.end() || found->second.size() != 1) return std::nullopt;
  return *found->second.begin();
}

/// `20240101000000_first` of a migration's path.
std::string name_of_migration(std::string_view path) {
  const std::string folder = folder_above(path);
  const std::string above = folder_above(folder);
  const std::string name = folder.substr(above.size());
  return name.substr(0, name.size() - std::min<std::size_t>(name.size(), 1));
}

}  // namespace

void SchemaFolders::add(const SourceFile& file) {
  if (!file.prisma->migrations.empty()) {
    configured_[file.prisma->migrations + "/"].insert(file.database);
    return;
  }
  const std::string folder = folder_above(text::absolute_path(file.path));
  own_[folder].insert(file.database);
  around_[folder_above(folder)].insert(file.database);
}

std::optional<std::size_t> SchemaFolders::schema_of(std::string_view migration) const {
  const std::string folder = folder_of_migrations(text::absolute_path(migration));
  if (const auto configured = only_one(configured_, folder)) return configured;
  const std::string beside = folder_above(folder);
  if (const auto own = only_one(own_, beside)) return own;
  // `prisma/db/migrations` is a folder deeper.
  const std::string above = folder_above(beside);
  if (own_.contains(above)) return only_one(own_, above);
  return only_one(around_, beside);
}

bool is_prisma_migration(const SourceFile& file) {
  return file.facts.runner != nullptr && file.facts.runner->name == "prisma" && !file.prisma;
}

void separate_prisma_migrations(std::vector<SourceFile>& files) {
  SchemaFolders folders;
  std::size_t next = 0;
  for (const SourceFile& file : files) {
    if (file.prisma) folders.add(file);
    next = std::max(next, file.database + 1);
  }
  if (folders.empty()) return;
  // The schema whose migrations keep a database, and the new databases of the others.
  std::map<std::size_t, std::size_t> keepers;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> moved;
  for (SourceFile& file : files) {
    if (!is_prisma_migration(file) || file.is_of_all) continue;
    const auto schema = folders.schema_of(file.path);
    if (!schema || keepers.try_emplace(file.database, *schema).first->second == *schema) continue;
    const auto [place, is_new] = moved.try_emplace({file.database, *schema}, next);
    if (is_new) ++next;
    file.database = place->second;
  }
}

PrismaHistories::PrismaHistories(const std::vector<SourceFile>& files) {
  for (const SourceFile& file : files) {
    if (file.prisma) folders_.add(file);
  }
}

void PrismaHistories::note(const LintedFile& file) {
  if (folders_.empty() || !is_prisma_migration(file.source)) return;
  const auto schema = folders_.schema_of(file.source.path);
  if (!schema) return;
  History& history = histories_[*schema];
  history.database = file.source.database;
  history.files.insert(file.number);
  history.paths.insert(file.source.path);
  history.is_read_in_full =
      history.is_read_in_full && is_read_in_full(file.result) && !file.runs_unknown_sql;
  for (const Step& step : file.steps) {
    const auto* change = change_of(step);
    if (change != nullptr) note(*change, name_of_migration(file.source.path), history);
  }
}

void PrismaHistories::note(const catalog::Change& change, const std::string& migration,
                           History& history) {
  if (const auto* drop = std::get_if<catalog::DropConstraint>(&change.what)) {
    history.dropped_constraints[drop->name] = migration;
    if (change.conditional) history.uncertain_names.insert(drop->name);
  }
  if (const auto* cut = std::get_if<catalog::CutName>(&change.what)) {
    history.cut_names[cut->kept] = migration;
  }
  if (!change.conditional) return;
  if (const auto* rename = std::get_if<catalog::RenameConstraint>(&change.what)) {
    history.uncertain_names.insert({rename->name, rename->to});
  } else if (const auto* object = std::get_if<catalog::RenameObject>(&change.what)) {
    history.uncertain_names.insert({object->name.name, object->to});
  } else if (const auto* index = std::get_if<catalog::RenameRelation>(&change.what)) {
    history.uncertain_names.insert({index->name.name, index->to});
  } else if (const auto* gone = std::get_if<catalog::DropObject>(&change.what)) {
    history.uncertain_names.insert(gone->name.name);
  }
}

bool PrismaHistories::has_others(const History& history) {
  const std::string folder = folder_of_migrations(*history.paths.begin());
  const text::FolderListing listing = text::list_folder(folder.empty() ? "." : folder);
  return std::ranges::any_of(listing.entries, [&](const text::FolderEntry& entry) {
    if (entry.type != text::EntryType::folder) return false;
    const std::string inner = folder + entry.name;
    return !history.paths.contains(inner + "/migration.sql") &&
           text::has_entry(text::list_folder(inner).entries, "migration.sql");
  });
}

std::optional<PrismaMigrations> PrismaHistories::migrations_of(
    std::size_t database,
    const std::function<const catalog::Catalog&(std::size_t)>& catalog_of) const {
  const auto found = histories_.find(database);
  if (found == histories_.end()) return std::nullopt;
  const History& history = found->second;
  const catalog::Catalog& made = catalog_of(history.database);
  if (!history.is_read_in_full || made.limit() || has_others(history)) return std::nullopt;
  return PrismaMigrations{.made = &made,
                          .files = history.files,
                          .dropped_constraints = history.dropped_constraints,
                          .cut_names = history.cut_names,
                          .uncertain_names = history.uncertain_names};
}

}  // namespace pglint
