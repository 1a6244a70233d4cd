// Two migrations that their tool cannot tell apart.
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "rule/run/history_context.h"
#include "text/format.h"

namespace pglint::rules::duplicate_version {
namespace {

struct Outcome {
  std::string_view runner;
  std::string_view text;
};

/// What tools that tell migrations apart by a version do with two of one.
constexpr std::array<Outcome, 7> outcomes = {{
    {"dbmate", "dbmate runs only one of them"},
    {"flyway", "Flyway stops with an error"},
    {"golang-migrate", "most tools stop with an error or run only one of them"},
    {"goose", "goose stops with an error"},
    {"morph", "morph stops with an error"},
    {"sqlx", "sqlx stops with an error"},
    {"tern", "tern stops with an error"},
}};

std::string_view outcome_for(const Migration& migration) {
  for (const Outcome& outcome : outcomes) {
    if (outcome.runner == migration.runner->name) return outcome.text;
  }
  return {};
}

/// golang-migrate has no configuration: names such as `1_name.up.sql` are the only sign of it, and
/// other tools and programs have such names, too.
bool is_guessed(const Migration& migration) { return migration.runner->name == "golang-migrate"; }

std::string file_name(const Migration& migration) {
  return migration.path.substr(migration.path.find_last_of('/') + 1);
}

/// Flyway looks into all folders, other tools into one: folders that are side by side, such as `1`
/// and `2`, have versions of their own.
std::string folder_of(const Migration& migration) {
  if (migration.runner->ignores_numbered_folders) return migration.directory;
  return migration.path.substr(0, migration.path.find_last_of('/') + 1);
}

/// Where a version, or in a file an id, has to be unique; empty: nowhere.
using Key = std::tuple<std::string_view, std::string, std::string>;

Key key_of(const Migration& migration) {
  if (!migration.id.empty()) return {"liquibase", migration.path, migration.id};
  if (migration.version.empty() || outcome_for(migration).empty()) return {};
  return {migration.runner->name, folder_of(migration), migration.version};
}

void report(HistoryContext& context, const Migration& at, const Migration& other) {
  if (!at.id.empty()) {
    return context.report(
        at, {.message = text::format("duplicate changeset `{}`: Liquibase treats both as one and "
                                     "runs only the first",
                                     at.id),
             .help = "give it an id that no other changeset of the file has"});
  }
  context.report(
      at, {.message = text::format("duplicate version: `{}` has the same version, and {}",
                                   file_name(other), outcome_for(at)),
           .help = text::format("if it has not run anywhere, rename `{}` to the next version",
                                file_name(at)),
           .severity = is_guessed(at) ? std::optional(Severity::warning) : std::nullopt,
           .confidence = is_guessed(at) ? Confidence::medium : Confidence::high});
}

void check(HistoryContext& context) {
  std::map<Key, const Migration*> first;
  for (const Migration& migration : context.migrations()) {
    const Key key = key_of(migration);
    if (key == Key()) continue;
    const auto [entry, is_new] = first.try_emplace(key, &migration);
    if (is_new) continue;
    const Migration& other = *entry->second;
    // What is context has no findings.
    if (migration.is_context) {
      report(context, other, migration);
    } else {
      report(context, migration, other);
    }
  }
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "duplicate-version",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .also = {Severity::warning},
    .summary = "Two migrations have the same version",
    .help = "rename one of the files",
    .why = R"(
Migration tools remember which versions have run. Two files with the same one usually come from two
branches that were merged: golang-migrate, goose, tern, sqlx and Flyway then stop with an error, and
dbmate runs only one of the files. Versions are compared as the tool does: `001` and `1` are the
same for goose.
)",
    .reported = R"(
Two up migrations of one folder with the same version, of dbmate, Flyway, golang-migrate, goose,
morph, sqlx or tern; and two changesets with the same author and id in a file of Liquibase.
)",
    .not_reported = R"(
- The up and the down file of a version.
- Tools that go by the whole name of the file or folder, such as Prisma and node-pg-migrate.
- Repeatable migrations of Flyway.
)",
    .instead = R"(
Rename the file that was not deployed yet:

```sh
git mv migrations/0042_add_note.up.sql migrations/0043_add_note.up.sql
git mv migrations/0042_add_note.down.sql migrations/0043_add_note.down.sql
```
)",
    .fine = R"(
Never: at best, one of the two migrations does not run.
)",
    .bad = R"(
-- file: 0001_orders.up.sql
CREATE INDEX CONCURRENTLY orders_placed_at_idx ON orders (placed_at);
-- file: 0001_number.up.sql
ALTER TABLE orders ADD COLUMN note text;
)",
    .good = R"(
-- file: 0001_orders.up.sql
CREATE INDEX CONCURRENTLY orders_placed_at_idx ON orders (placed_at);
-- file: 0002_number.up.sql
ALTER TABLE orders ADD COLUMN note text;
)",
    .links = {"https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md"},
    .history_check = check,
};

}  // namespace pglint::rules::duplicate_version
