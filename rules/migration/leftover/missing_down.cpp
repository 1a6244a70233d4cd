// Up migrations that nothing takes back.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "rule/run/history_context.h"
#include "text/format.h"

namespace pglint::rules::missing_down {
namespace {

/// Tools with both in one file.
constexpr std::array<std::string_view, 4> with_sections = {"dbmate", "goose", "sql-migrate",
                                                           "tern"};

/// Whether the project writes down migrations of this kind.
bool has_downs(const Migration& migration) {
  if (std::ranges::count(with_sections, migration.runner->name) > 0) return true;
  return migration.has_down_files && migration.path.ends_with("up.sql");
}

void check(HistoryContext& context) {
  for (const Migration& migration : context.migrations()) {
    if (migration.is_context || !has_downs(migration)) continue;
    if (migration.down == DownMigration::present || !migration.can_be_undone) continue;
    const bool is_empty = migration.down == DownMigration::empty;
    context.report(migration, {.message = is_empty ? "down migration is empty: nothing takes this "
                                                     "migration back"
                                                   : "no down migration: nothing takes this "
                                                     "migration back"});
  }
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "missing-down",
    .group = Group::migration,
    .concern = Concern::style,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "Migration without a down migration, of a tool that has them",
    .help = "write the statements that take it back",
    .why = R"(
A deployment that has to go back needs the schema that the old code knows. Without a down migration,
the statements are written by hand, at the worst moment.
)",
    .reported = R"(
A migration of dbmate, goose, sql-migrate or tern without a down section, or with one that has no
statement; and an up file without a down file, in a folder that has down files for others.
)",
    .not_reported = R"(
- Tools without down migrations, and folders in which no migration has one.
- Migrations that leave nothing to take back: queries, new values of enums, and maintenance such as
  ANALYZE.
)",
    .instead = R"(
```sql
-- +goose Up
ALTER TABLE orders ADD COLUMN note text;

-- +goose Down
ALTER TABLE orders DROP COLUMN note;
```
)",
    .fine = R"(
Migrations that cannot be taken back, such as one that drops a column, and projects that only go
forward.
)",
    .bad = R"(
-- +goose Up
ALTER TABLE orders ADD COLUMN note text;
)",
    .good = R"(
-- +goose Up
ALTER TABLE orders ADD COLUMN note text;

-- +goose Down
SELECT 1;
)",
    .links = {"https://pressly.github.io/goose/documentation/annotations/"},
    .history_check = check,
    .example_tool = "goose",
};

}  // namespace pglint::rules::missing_down
