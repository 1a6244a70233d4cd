#include "fix/new_migrations.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "text/relative_path.h"

namespace pglint::fix {
namespace {

namespace fs = std::filesystem;

using migration::NewFile;
using migration::NewMigration;

constexpr std::string_view short_timeout = "SET LOCAL lock_timeout = '2s'";

/// What files of one history have in common.
auto key_of(const SourceFile& file) {
  return std::tuple(file.facts.runner, std::string_view(file.facts.name.directory), file.database);
}

/// The part of its path that the tool reads a version from.
std::string name_of(const SourceFile& file) {
  std::error_code error;
  const fs::path path = fs::absolute(file.path, error);
  const fs::path below = path.lexically_relative(file.facts.name.directory);
  return below.empty() ? std::string() : below.begin()->string();
}

void take(const SourceFile& file, History& history) {
  if (file.path.ends_with(".up.sql")) history.in_pairs = true;
  const std::string name = name_of(file);
  const std::string_view version = migration::version_of(name);
  const bool is_up = file.facts.name.direction == migration::Direction::up;
  const bool is_later =
      history.last_version.empty() || file.facts.name.order >= history.like.facts.name.order;
  if (version.empty() || !is_up || !is_later) return;
  history.last_version = version;
  history.like.path = file.path;
  history.like.facts = file.facts;
}

/// A copy without its text.
SourceFile without_text(const SourceFile& file) {
  return {.path = file.path,
          .facts = file.facts,
          .database = file.database,
          .database_name = file.database_name,
          .settings = file.settings,
          .is_pending = true,
          .leads_out = file.leads_out};
}

/// Begins a migration with the steps from `first` to `end` of a plan.
NewMigration begun_with(std::span<const PlanStep> steps) {
  NewMigration migration = {.is_outside = steps.front().time == PlanTime::outside};
  if (!migration.is_outside) migration.up.emplace_back(short_timeout);
  for (const PlanStep& step : steps) {
    migration.up.push_back(step.sql);
    if (!step.undo.empty()) migration.down.insert(migration.down.begin(), step.undo);
  }
  const bool needs_timeout = !migration.is_outside && !migration.down.empty();
  if (needs_timeout) migration.down.insert(migration.down.begin(), std::string(short_timeout));
  return migration;
}

/// Splits the steps where a migration has to end.
std::vector<NewMigration> split(const Plan& plan) {
  std::vector<NewMigration> migrations;
  const std::span<const PlanStep> steps = plan.steps;
  std::size_t begin = 0;
  for (std::size_t next = 1; next <= steps.size(); ++next) {
    const bool goes_on = next < steps.size() && steps[next].time == PlanTime::together &&
                         steps[next - 1].time != PlanTime::outside;
    if (goes_on) continue;
    migrations.push_back(begun_with(steps.subspan(begin, next - begin)));
    begin = next;
  }
  for (std::size_t number = 0; number < migrations.size(); ++number) {
    migrations[number].name = plan.name;
    if (migrations.size() > 1) migrations[number].name += fmt::format("_{}", number + 1);
  }
  return migrations;
}

void name_all(std::vector<NewMigration>& migrations, const History& history, const Naming& naming) {
  const std::string last = history.last_version.empty() ? "0" : history.last_version;
  const auto versions = migration::next_versions(last, migrations.size(), naming.now);
  for (std::size_t number = 0; number < migrations.size(); ++number) {
    NewMigration& each = migrations[number];
    each.version = versions[number];
    each.in_pairs = history.in_pairs;
    if (naming.name.empty()) continue;
    each.name = migrations.size() == 1 ? naming.name : naming.name + "_" + each.name;
  }
}

}  // namespace

bool History::is_writable() const {
  return like.facts.runner->write != nullptr && !last_version.empty() && !like.leads_out;
}

std::vector<History> find_histories(std::span<const SourceFile> files) {
  std::vector<History> histories;
  for (const SourceFile& file : files) {
    if (file.is_of_all) continue;
    const auto key = key_of(file);
    auto history = std::ranges::find_if(
        histories, [&](const History& each) { return key_of(each.like) == key; });
    if (history == histories.end()) {
      histories.push_back({.like = without_text(file), .last_version = {}});
      history = std::prev(histories.end());
    }
    if (file.facts.runner->write != nullptr) take(file, *history);
  }
  return histories;
}

std::size_t history_of(const SourceFile& file, std::span<const History> histories) {
  const auto history = std::ranges::find_if(
      histories, [&](const History& each) { return key_of(each.like) == key_of(file); });
  return static_cast<std::size_t>(history - histories.begin());
}

std::vector<NewMigration> migrations_of(std::span<const Plan* const> plans, const History& history,
                                        const Naming& naming) {
  std::vector<NewMigration> migrations;
  std::set<std::vector<std::string>> known;
  for (const Plan* plan : plans) {
    for (NewMigration& migration : split(*plan)) {
      if (known.insert(migration.up).second) migrations.push_back(std::move(migration));
    }
  }
  name_all(migrations, history, naming);
  return migrations;
}

std::vector<NewFile> files_of(std::span<const NewMigration> migrations, const History& history) {
  std::vector<NewFile> files;
  for (const NewMigration& migration : migrations) {
    std::ranges::move(history.like.facts.runner->write(migration), std::back_inserter(files));
  }
  return files;
}

std::string script_of(std::span<const NewMigration> migrations) {
  std::string script;
  for (const NewMigration& migration : migrations) {
    if (!script.empty()) script += '\n';
    const std::string lines = migration::lines_of(migration.up);
    script += migration.is_outside ? lines : "BEGIN;\n" + lines + "COMMIT;\n";
  }
  return script;
}

SourceFile as_source(const NewFile& file, const History& history) {
  SourceFile source = history.like;
  if (!history.is_writable()) {
    source.path = file.path;
    source.facts = migration::psql_facts();
  } else {
    const migration::Runner& runner = *source.facts.runner;
    const std::string directory = source.facts.name.directory;
    const std::string path = directory + "/" + file.path;
    std::error_code error;
    source.path =
        text::relative_path({.path = path, .working_directory = fs::current_path(error).string()});
    source.facts.no_transaction.clear();
    if (auto name = runner.read_name(path)) source.facts.name = std::move(*name);
    source.facts.name.directory = directory;
  }
  source.content = file.text;
  source.bytes = file.text.size();
  return source;
}

}  // namespace pglint::fix
