#include "lint/history/migration_list.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>
#include <variant>

#include "lint/replay.h"
#include "text/absolute_path.h"

namespace pglint {
namespace {

/// What an up migration and its down file have in common; empty: the tool has no such files.
std::string key_of(const LintedFile& file) {
  const migration::FileName& name = file.source.facts.name;
  if (!name.version.empty()) return name.directory + " " + name.version;
  // Context is named from the working directory, whatever the paths of a run are.
  const std::string path = text::absolute_path(file.source.path);
  const bool has_folder = path.ends_with("/up.sql") || path.ends_with("/down.sql");
  return has_folder ? path.substr(0, path.rfind('/')) : std::string();
}

MadeByMigration made_object(std::string_view kind, const catalog::Name& name) {
  return {.kind = std::string(kind), .name = name.name};
}

/// What a change of the schema makes, with a name that a down migration would drop.
std::vector<MadeByMigration> made_by_change(const catalog::Change& change) {
  if (const auto* relation = std::get_if<catalog::CreateRelation>(&change.what)) {
    if (relation->relation.temporary) return {};
    return {made_object(catalog::short_name_of(relation->relation.kind), relation->relation.name)};
  }
  if (const auto* index = std::get_if<catalog::CreateIndex>(&change.what)) {
    return {{.kind = "index", .name = index->index.name, .table = index->relation.name}};
  }
  if (const auto* column = std::get_if<catalog::AddColumn>(&change.what)) {
    return {{.kind = "column", .name = column->column.name, .table = column->relation.name}};
  }
  if (const auto* object = std::get_if<catalog::CreateObject>(&change.what)) {
    // Others are shared with other migrations.
    const bool is_shared = object->object.kind == catalog::ObjectKind::extension ||
                           object->object.kind == catalog::ObjectKind::role || object->or_replace;
    if (is_shared || object->object.implicit) return {};
    MadeByMigration made = made_object(catalog::name_of(object->object.kind), object->object.name);
    made.table = object->object.table.name;
    return {std::move(made)};
  }
  return {};
}

void rename(std::vector<MadeByMigration>& made, const std::string& name, const std::string& to) {
  for (MadeByMigration& each : made) {
    if (each.name == name) each.name = to;
    if (each.table == name) each.table = to;
  }
}

void drop(std::vector<MadeByMigration>& made, const std::string& name) {
  std::erase_if(
      made, [&](const MadeByMigration& each) { return each.name == name || each.table == name; });
}

/// What the same migration renames or drops later is not there under its first name.
void follow(const catalog::Change& change, std::vector<MadeByMigration>& made) {
  if (const auto* renamed = std::get_if<catalog::RenameRelation>(&change.what)) {
    rename(made, renamed->name.name, renamed->to);
  } else if (const auto* column = std::get_if<catalog::RenameColumn>(&change.what)) {
    rename(made, column->name, column->to);
  } else if (const auto* object = std::get_if<catalog::RenameObject>(&change.what)) {
    rename(made, object->name.name, object->to);
  } else if (const auto* dropped = std::get_if<catalog::DropRelations>(&change.what)) {
    for (const catalog::Name& name : dropped->names) drop(made, name.name);
  } else if (const auto* lost = std::get_if<catalog::DropObject>(&change.what)) {
    drop(made, lost->name.name);
  } else if (const auto* cut = std::get_if<catalog::DropColumn>(&change.what)) {
    drop(made, cut->column);
  }
}

/// What is there when the migration ends.
std::vector<MadeByMigration> made_by(const std::vector<Step>& steps) {
  std::vector<MadeByMigration> made;
  for (const Step& step : steps) {
    const auto* change = change_of(step);
    if (change == nullptr) continue;
    follow(*change, made);
    if (change->conditional) continue;
    std::ranges::move(made_by_change(*change), std::back_inserter(made));
  }
  std::erase_if(made, [](const MadeByMigration& each) { return each.name.empty(); });
  return made;
}

bool is_edited(const LintedFile& file, const std::string& section) {
  return std::ranges::count(file.edited_sections, section, &migration::EditedSection::id) > 0;
}

}  // namespace

void MigrationList::add(const LintedFile& file) {
  const migration::FileFacts& facts = file.source.facts;
  const bool is_one = facts.runner != &migration::psql_runner() && !facts.runner->is_dump;
  if (!is_one) return;
  if (facts.name.direction == migration::Direction::up) return add_up(file);
  if (facts.name.direction != migration::Direction::down) return;
  const std::string key = key_of(file);
  if (key.empty()) return;
  // What is not read may say anything.
  const bool is_empty = !file.has_down_statements && is_read_in_full(file.result);
  downs_[key] = {.is_empty = is_empty, .words = file.down_words};
  ++down_files_[facts.name.directory];
}

void MigrationList::add_up(const LintedFile& file) {
  const migration::FileFacts& facts = file.source.facts;
  const bool can_be_undone = std::ranges::any_of(file.sections, &LintedSection::can_be_undone);
  for (const LintedSection& section : file.sections) {
    // Other tools have one migration in a file.
    if (section.id.empty() && &section != &file.sections.front()) continue;
    Migration migration = {
        .path = file.source.path,
        .runner = facts.runner,
        .directory = facts.name.directory,
        .version = facts.name.version,
        .phase = facts.name.phase,
        .id = section.id,
        .is_context = file.source.is_context,
        .change = file.source.change,
        .is_edited = is_edited(file, section.id),
        .place = {.file = file.number,
                  .statement = section.edited_statement.value_or(section.first_statement)},
        .can_be_undone = can_be_undone};
    if (file.has_down_section) {
      const bool is_empty = !file.has_down_statements && is_read_in_full(file.result);
      migration.down = is_empty ? DownMigration::empty : DownMigration::present;
      migration.down_words = file.down_words;
    }
    if (file.keeps_down_words) migration.made = made_by(file.steps);
    migrations_.push_back(std::move(migration));
    keys_.push_back(key_of(file));
  }
}

std::span<const Migration> MigrationList::complete() {
  for (std::size_t number = 0; number < migrations_.size(); ++number) {
    Migration& migration = migrations_[number];
    migration.has_down_files = down_files_.contains(migration.directory);
    const auto down = keys_[number].empty() ? downs_.end() : downs_.find(keys_[number]);
    if (down == downs_.end()) continue;
    migration.down = down->second.is_empty ? DownMigration::empty : DownMigration::present;
    migration.down_words = down->second.words;
  }
  return migrations_;
}

}  // namespace pglint
