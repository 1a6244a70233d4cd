// A new migration that comes before one that databases have run already.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "rule/run/history_context.h"
#include "text/format.h"

namespace pglint::rules::out_of_order_migration {
namespace {

/// Tools that go by a list or by the order in files, not by names.
constexpr std::array<std::string_view, 5> of_lists = {"drizzle", "sqitch", "liquibase", "alembic",
                                                      "django"};

/// Repeatable migrations and callbacks have no place among versions.
bool has_place(const Migration& migration) {
  const bool is_flyways = migration.runner->name == "flyway";
  return migration.runner->is_order_known && migration.id.empty() &&
         std::ranges::count(of_lists, migration.runner->name) == 0 &&
         (!is_flyways || !migration.version.empty());
}

std::string name_of(const Migration& migration) {
  const std::string& path = migration.path;
  const std::size_t slash = path.rfind('/');
  std::string name = path.substr(slash == std::string::npos ? 0 : slash + 1);
  const bool is_in_folder = name == "up.sql" || name == "migration.sql";
  if (!is_in_folder || slash == std::string::npos) return name;
  const std::size_t before = path.rfind('/', slash - 1);
  return path.substr(before == std::string::npos ? 0 : before + 1, slash - before - 1);
}

/// What the tool does with it where the later one has run.
std::string_view outcome_for(const Migration& migration) {
  const std::string_view runner = migration.runner->name;
  if (runner == "golang-migrate") return "golang-migrate never runs it where that one has run";
  if (runner == "flyway") return "Flyway stops where that one has run";
  if (runner == "goose") return "goose stops where that one has run";
  return "it runs late, or never, where that one has run";
}

/// The last migration behind it that was there before, or null.
const Migration* later_one(std::span<const Migration> migrations, std::size_t number) {
  const Migration& added = migrations[number];
  const Migration* found = nullptr;
  for (const Migration& later : migrations.subspan(number + 1)) {
    const bool is_of_one = later.runner == added.runner && later.directory == added.directory &&
                           later.phase == added.phase && has_place(later);
    const bool was_there = later.change == FileChange::none || later.change == FileChange::edited;
    if (is_of_one && was_there) found = &later;
  }
  return found;
}

void check(HistoryContext& context) {
  const std::span<const Migration> migrations = context.migrations();
  for (std::size_t number = 0; number < migrations.size(); ++number) {
    const Migration& added = migrations[number];
    const bool is_new = added.change == FileChange::added && has_place(added);
    if (!is_new || added.is_context) continue;
    const Migration* later = later_one(migrations, number);
    if (later == nullptr) continue;
    context.report(added,
                   {.message = text::format("new migration comes before `{}`, which is older: {}",
                                            name_of(*later), outcome_for(added)),
                    .help = text::format("rename `{}`, so that it comes after `{}`", name_of(added),
                                         name_of(*later))});
  }
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "out-of-order-migration",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "New migration whose version is before one that has been there",
    .help = "give the new migration the last version",
    .why = R"(
Two branches add migrations, and the one with the lower version is merged last. Databases that ran
the higher one are past it: golang-migrate never runs it, Flyway and goose stop, and other tools run
it late, so that it meets another schema than in a fresh database, where it runs first.
)",
    .reported = R"(
With `--since`, `--staged` or `--diff-file`: a migration that the change adds, if a migration of the
same folder that was there before comes after it.
)",
    .not_reported = R"(
- Runs without one of these flags: nothing says which migration is new.
- Drizzle, Sqitch and Liquibase, which go by a list or by the order in a file.
- Repeatable migrations of Flyway.
- With `--staged`, later migrations that the default branch does not have either.
)",
    .instead = R"(
```sh
git mv migrations/0011_add_note.up.sql migrations/0013_add_note.up.sql
git mv migrations/0011_add_note.down.sql migrations/0013_add_note.down.sql
```
)",
    .fine = R"(
A tool that is told to run late migrations, if the two do not touch the same tables.
)",
    .bad = R"(
-- file: 0011_note.up.sql added
ALTER TABLE orders ADD COLUMN note text;
-- file: 0012_placed.up.sql
CREATE INDEX CONCURRENTLY orders_placed_at_idx ON orders (placed_at);
)",
    .good = R"(
-- file: 0012_placed.up.sql
CREATE INDEX CONCURRENTLY orders_placed_at_idx ON orders (placed_at);
-- file: 0013_note.up.sql added
ALTER TABLE orders ADD COLUMN note text;
)",
    .links = {"https://documentation.red-gate.com/flyway/reference/configuration/"
              "flyway-namespace/flyway-out-of-order-setting"},
    .about_change = true,
    .history_check = check,
    .covers = R"(
Atlas: non-linear
)",
};

}  // namespace pglint::rules::out_of_order_migration
