// RENAME COLUMN of a column that running code names.
#include <algorithm>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::renamed_column {
namespace {

/// Whether the old name is there again before the transaction ends.
bool is_made_again(const OperationContext& context) {
  const locks::Operation& renamed = context.operation();
  const FileStatements& file = context.file();
  const std::size_t end = file.run->end_of_transaction(file.position);
  const auto made = file.run->columns_made(renamed.object.name, renamed.part);
  return std::ranges::any_of(
      made, [&](const auto& other) { return file.position < other.first && other.first < end; });
}

void check(OperationContext& context) {
  const locks::Operation& operation = context.operation();
  if (operation.form != locks::Form::rename_column || context.statement().is_down) return;
  if (!locks::is_shared(context.effects().age) || is_new_column(context)) return;
  if (operation.part == operation.to || is_made_again(context)) return;
  context.report(
      {.message = text::format(
           "`{}.{}` is renamed to `{}`: code that still uses the old name breaks as soon as "
           "this commits",
           context.table(), operation.part, operation.to),
       .help = text::format("add `{}`, write both columns, update existing rows in batches, read "
                            "from `{}`, then drop `{}`",
                            operation.to, operation.to, operation.part)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "renamed-column",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "RENAME COLUMN breaks code that uses the old name",
    .help = "add a new column, write both for a while, then drop the old one",
    .why = R"(
The old version of the code runs while the migration does, and for a while after it. All its queries
with the old name fail as soon as this commits, and the new version's queries fail before. At no
moment do both work.
)",
    .reported = R"(
RENAME COLUMN of a table that was there before the release.
)",
    .not_reported = R"(
- Columns and tables that are new in the same release.
- Where a column of the old name is there again before the transaction ends.
- Down migrations.
- Statements that the file rolls back.
)",
    .instead = R"(
Often the name can stay, and the code maps it. If it has to change, add a column with the new name,
write both from the code or a trigger, fill the old rows in batches, make the code read the new one,
and drop the old one in a later release:

```sql
ALTER TABLE orders ADD COLUMN customer_id bigint;
```
)",
    .fine = R"(
An application that is down while it is migrated, or a column that no code uses yet.
)",
    .bad = R"(
ALTER TABLE orders RENAME COLUMN client_id TO customer_id;
)",
    .good = R"(
ALTER TABLE orders ADD COLUMN customer_id bigint;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-altertable.html"},
    .about_commit = true,
    .replaces = {"several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: renaming-column
Postgres Language Server: renamingColumn
strong_migrations: rename_column
Atlas: BC102
pgrubic: US003
MigrationPilot: MP010 MP071
)",
};

}  // namespace pglint::rules::renamed_column
