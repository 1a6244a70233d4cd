// UPDATE and DELETE of all rows of a table that is in use, in one statement.
#include <algorithm>
#include <string>
#include <string_view>

#include "design/one_row.h"
#include "rule/run/operation_context.h"
#include "rule/run/row_work.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::unbatched_backfill {
namespace {

using locks::Form;

/// Whether the file changes tables that were there before, as migrations do.
bool changes_tables(const OperationContext& context) {
  return std::ranges::any_of(
      context.file().run->relations_changed(), [&](const catalog::Name& name) {
        return context.session().age_of(context.catalog().find_relation(name)) ==
               locks::Age::existing;
      });
}

/// Whether `work-under-lock` counts the statement in its finding about an earlier one.
bool is_counted(const OperationContext& context) {
  if (!context.session().is_transaction_known() || context.session().held().empty()) return false;
  const locks::HeldLock* held = lock_that_waits(context);
  return held != nullptr && follows_row_work(context, *held);
}

std::string help_of_update(bool has_condition) {
  if (!has_condition) {
    return "add a condition that leaves out rows with the new value, and update in batches with "
           "`WHERE … IN (SELECT … LIMIT 5000)`, each in its own transaction";
  }
  return "update in batches with `WHERE … IN (SELECT … LIMIT 5000)`, each in its own transaction, "
         "until every row has the new value";
}

/// Whether UPDATE asks for rows with NULL in a column that has none.
bool changes_no_row(const locks::Operation& operation, const catalog::Relation* relation) {
  if (relation == nullptr || operation.null_column.empty()) return false;
  const catalog::Column* column = relation->find_column(operation.null_column);
  return column != nullptr && column->not_null == catalog::Answer::yes;
}

void check(OperationContext& context) {
  const locks::Operation& operation = context.operation();
  const bool is_update = operation.form == Form::update;
  if ((!is_update && operation.form != Form::delete_rows) || !operation.is_unbounded) return;
  if (operation.has_other_condition || context.statement().is_down) return;
  if (context.effects().age != locks::Age::existing) return;
  // PostgreSQL refuses both.
  if (operation.object.schema == "pg_toast" || is_gone_in_file(context, operation.object)) return;
  const catalog::Relation* relation = context.effects().relation;
  const bool has_few_rows =
      relation != nullptr &&
      (catalog::is_view(relation->kind) || design::has_one_row(*relation, context.catalog()));
  if (has_few_rows || changes_no_row(operation, relation)) return;
  if (!context.session().is_migration() && !changes_tables(context)) return;
  if (is_counted(context)) return;
  const std::string table = context.table();
  const std::string_view end = context.session().is_in_transaction() ? "COMMIT"
                               : is_update                           ? "this UPDATE ends"
                                                                     : "this DELETE ends";
  context.report(
      {.message = text::format("all rows of `{}`{} stay locked until {}{}", table,
                               !operation.has_condition ? ""
                               : is_update              ? " that UPDATE changes"
                                                        : " that DELETE removes",
                               end, is_update ? ", and each leaves a dead copy" : ""),
       .help = is_update
                   ? help_of_update(operation.has_condition)
                   : text::format("use TRUNCATE if no row of `{}` is needed; otherwise delete in "
                                  "batches, each in its own transaction",
                                  table)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "unbatched-backfill",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "UPDATE or DELETE of a whole table in one statement keeps its rows locked for long",
    .help = "change the rows in batches, each in its own transaction",
    .why = R"(
One UPDATE of all rows runs for minutes or hours on a large table. Until it is done, each other
UPDATE or DELETE of a row that it changed waits. Each row is written once more, and the old one can
only be removed after the end: the table doubles. If it fails near the end, all of it is lost.
)",
    .reported = R"(
UPDATE and DELETE of a table that was there before the release, in migrations and in files that
change such tables: without WHERE, UPDATE whose WHERE only asks for columns that it sets, as
`SET b = a WHERE b IS NULL`, and UPDATE … FROM without a condition on constants.
)",
    .not_reported = R"(
- Conditions with constants, lists, or a subquery, which may limit the rows.
- UPDATE whose WHERE asks for NULL in a column that is NOT NULL.
- Tables that are new in the same release.
- Statements that [work-under-lock](work-under-lock.md) counts in its finding about an earlier one.
- Down migrations.
)",
    .instead = R"(
Batches of some thousand rows, each in its own transaction, repeated until none is left:

```sql
UPDATE orders SET region = 'eu'
WHERE id IN (SELECT id FROM orders WHERE region IS NULL ORDER BY id LIMIT 5000);
```

Then `ANALYZE orders`. To delete everything, TRUNCATE takes an instant.
)",
    .fine = R"(
Some thousand rows, or an application that is down meanwhile.
)",
    .bad = R"(
ALTER TABLE orders ADD COLUMN region text;
UPDATE orders SET region = 'eu';
)",
    .good = R"(
ALTER TABLE orders ADD COLUMN region text;
UPDATE orders SET region = 'eu'
WHERE id IN (SELECT id FROM orders WHERE region IS NULL ORDER BY id LIMIT 5000);
)",
    .links = {"https://www.postgresql.org/docs/current/sql-update.html",
              "https://www.postgresql.org/docs/current/routine-vacuuming.html"},
    .operation_check = check,
    .covers = R"(
Postgres Language Server: banUpdateWithoutWhere banDeleteWithoutWhere
strong_migrations: change_column_null
MigrationPilot: MP011 MP067
)",
};

}  // namespace pglint::rules::unbatched_backfill
