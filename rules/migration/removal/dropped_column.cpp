// DROP COLUMN of a column that running code may still name.
#include <algorithm>
#include <string>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::dropped_column {
namespace {

/// The clause of the file that adds the column again, behind the current one or in its statement;
/// null if there is none.
const locks::Operation* made_again(const OperationContext& context) {
  const locks::Operation& dropped = context.operation();
  for (const locks::Operation& other : context.statement().operations) {
    if (other.form == locks::Form::add_column && other.part == dropped.part) return &other;
  }
  for (const auto& [position, other] :
       context.file().run->columns_made(dropped.object.name, dropped.part)) {
    if (position > context.file().position) return other;
  }
  return nullptr;
}

bool is_accepted(const OperationContext& context) {
  const catalog::Relation* relation = context.effects().relation;
  if (relation == nullptr) return false;
  const catalog::Column* column = relation->find_column(context.operation().part);
  constexpr std::string_view accept = "pglint:accept dropped-column";
  return (column != nullptr && column->comment.find(accept) != std::string::npos) ||
         relation->comment.find(accept) != std::string::npos;
}

/// Whether the column is not there, so that IF EXISTS drops nothing.
bool is_absent(const OperationContext& context) {
  const catalog::Relation* relation = context.effects().relation;
  return context.operation().if_exists && relation != nullptr && relation->columns_known &&
         relation->find_column(context.operation().part) == nullptr;
}

/// Whether the file drops the whole table later.
bool is_table_dropped(const OperationContext& context) {
  return context.file().has_after(locks::Form::drop_table, context.operation().object.name);
}

void check(OperationContext& context) {
  if (context.operation().form != locks::Form::drop_column || context.statement().is_down) return;
  if (!locks::is_shared(context.effects().age) || is_new_column(context) || is_accepted(context))
    return;
  if (is_absent(context) || is_table_dropped(context)) return;
  const std::string& column = context.operation().part;
  const locks::Operation* again = made_again(context);
  if (again == nullptr) {
    return context.report(
        {.message = text::format("`{}.{}` is dropped with its values: code that still uses it "
                                 "breaks as soon as this commits",
                                 context.table(), column),
         .help = "first deploy code that does not use it; then drop it, with the comment "
                 "`-- pglint: ignore dropped-column -- reason`"});
  }
  const bool is_replaced = again->form == locks::Form::rename_column;
  // Then there is no row whose value could be lost, as `not-null-without-default` says.
  if (is_replaced || locks::needs_empty_table(*again)) return;
  context.report({.message = text::format("values of `{}.{}` are lost: the column is dropped and "
                                          "added again",
                                          context.table(), column),
                  .help =
                      "change the column in place, with ALTER COLUMN … TYPE, SET DEFAULT or SET "
                      "NOT NULL, which keep the values"});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "dropped-column",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "Dropped column: its data is gone, and code that still uses it fails",
    .help = "first deploy code that does not use the column, then drop it",
    .alike = {"column", "columns"},
    .why = R"(
While a migration runs, and until the last server has the new version, the old version of the code
is running. Its queries name the column, and many ORMs name all columns of a table even where they
need only one. Each of them fails as soon as the migration commits. The values are gone as well:
bringing the column back brings back only NULLs.
)",
    .reported = R"(
DROP COLUMN of a column that was there before the release. Several columns of one table in one file
are one finding, at the first.
)",
    .not_reported = R"(
- Columns and tables that are new in the same release.
- A column that is added again NOT NULL without a value, which fails if there is a row, and one
  that the file puts another column in place of by RENAME.
- IF EXISTS of a column that the table does not have, and tables that the file drops later.
- Down migrations.
- Columns whose COMMENT, or whose table's, an earlier migration has set to a text with
  `pglint:accept dropped-column`: a documented step.
- Statements that the file rolls back.
)",
    .instead = R"(
Remove the column from the code and deploy that: in Rails with `ignored_columns`, in Prisma with
`@ignore`, in Django with a state-only migration. In the next release, when no code names it, drop
the column and say so:

```sql
-- pglint: ignore dropped-column -- unused since 4.2
ALTER TABLE orders DROP COLUMN legacy_number;
```
)",
    .fine = R"(
In the release after the one whose code stopped using the column.
)",
    .bad = R"(
ALTER TABLE orders DROP COLUMN legacy_number;
)",
    .good = R"(
COMMENT ON COLUMN orders.legacy_number IS 'unused since 4.2';
)",
    .links = {"https://www.postgresql.org/docs/current/sql-altertable.html"},
    .about_commit = true,
    .replaces = {"several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: ban-drop-column
Postgres Language Server: banDropColumn
strong_migrations: remove_column
Atlas: DS103
pgrubic: US001
MigrationPilot: MP017
)",
};

}  // namespace pglint::rules::dropped_column
