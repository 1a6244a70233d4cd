// Changes of a migration that databases have run already.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "rule/run/history_context.h"
#include "text/format.h"

namespace pglint::rules::edited_migration {
namespace {

/// Tools that compare checksums of what ran.
constexpr std::array<std::string_view, 5> with_checksums = {"flyway", "liquibase", "prisma", "sqlx",
                                                            "atlas"};

/// Migrations that are made to be changed: repeatable ones, callbacks, the one that is worked on.
bool may_change(const Migration& migration) {
  const std::string_view runner = migration.runner->name;
  if (runner == "flyway") return migration.version.empty();
  if (runner == "graphile-migrate") return migration.phase > 0;
  return runner == "sqitch" || !migration.runner->is_order_known;
}

void check(HistoryContext& context) {
  for (const Migration& migration : context.migrations()) {
    const bool is_it = migration.change == FileChange::edited && migration.is_edited;
    if (!is_it || migration.is_context || may_change(migration)) continue;
    const bool has_checksum = std::ranges::count(with_checksums, migration.runner->name) > 0;
    context.report(
        migration,
        {.message =
             has_checksum
                 ? text::format("edited migration: {} stops at databases that have run it",
                                migration.runner->title)
                 : std::string("edited migration: databases that have run it never see the change"),
         .help = "take the change back, and write it as a new migration"});
  }
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "edited-migration",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "Statements of a migration are changed that has been there before",
    .help = "write the change as a new migration",
    .why = R"(
A migration runs once. Databases that have run it do not run it again when the file is changed, so
they stay as they were while new ones get the change: from then on, tests and production differ.
Tools that keep checksums, such as Flyway, Prisma and sqlx, refuse to go on.
)",
    .reported = R"(
With `--since`, `--staged` or `--diff-file`: a migration of which the change replaces, adds or takes
away statements, at the first one that differs, or that comes after what is gone. In a file of
Liquibase, a changeset that was there before.
)",
    .not_reported = R"(
- Runs without one of these flags: nothing says what has changed.
- Changes of comments and blanks, and of down migrations.
- Repeatable migrations of Flyway, changesets with `runOnChange:true`, `current.sql` of
  graphile-migrate, and Sqitch.
- With `--staged`, migrations that the default branch does not have yet.
)",
    .instead = R"(
A separate migration:

```sql
ALTER TABLE orders ADD COLUMN note text;
```
)",
    .fine = R"(
A migration that no database has run but those of its author.
)",
    .bad = R"(
-- before: 0012_note.up.sql
COMMENT ON TABLE orders IS 'paid';
-- file: 0012_note.up.sql
COMMENT ON TABLE orders IS 'paid or open';
)",
    .good = R"(
-- before: 0012_note.up.sql
COMMENT ON TABLE orders IS 'paid';
-- file: 0012_note.up.sql
-- Since 4.2, others are in carts.
COMMENT ON TABLE orders IS 'paid';
)",
    .links = {"https://documentation.red-gate.com/flyway/flyway-concepts/migrations/"
              "versioned-migrations"},
    .about_change = true,
    .history_check = check,
    .covers = R"(
Atlas: integrity
)",
};

}  // namespace pglint::rules::edited_migration
