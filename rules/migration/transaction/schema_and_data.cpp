// A file that changes tables in use and rows of tables in use.
#include <algorithm>
#include <optional>
#include <string>

#include "design/orm.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::schema_and_data {
namespace {

/// Whether the relation was there before this file and its release.
bool is_in_use(const RunContext& context, const catalog::Name& name) {
  const RunOfFile& run = *context.file().run;
  const bool is_made = !run.relations_made(name.name).empty() || run.makes_temporary(name.name);
  if (is_made) return false;
  return context.session().age_of(context.catalog().find_relation(name)) == locks::Age::existing;
}

/// The table in use whose columns or constraints the statement changes so that writes wait for it,
/// or null.
const catalog::Name* changed_table(const RunContext& context, const locks::Statement& statement) {
  const auto found =
      std::ranges::find_if(statement.operations, [&](const locks::Operation& operation) {
        if (operation.form > locks::Form::drop_referenced_key) return false;
        const locks::LockRow& row = locks::row_of(operation.form, context.pg_version());
        const locks::LockOn* lock = row.find(locks::Target::table);
        return lock != nullptr && locks::blocks_writes(lock->mode) &&
               is_in_use(context, operation.object);
      });
  return found == statement.operations.end() ? nullptr : &found->object;
}

/// The table in use whose rows it changes, or null.
const catalog::Name* written_table(const RunContext& context, const locks::Statement& statement) {
  const catalog::Name& table = statement.rows_of;
  const bool is_of_system = table.name.starts_with("pg_") || table.schema == "pg_catalog";
  const bool is_one = !table.name.empty() && !is_of_system &&
                      !design::is_bookkeeping_table(table.name) && is_in_use(context, table);
  return is_one ? &table : nullptr;
}

/// Once for each file, at the statement with which it has both.
void check(RunContext& context) {
  if (context.file().position != 0) return;
  const catalog::Name* changed = nullptr;
  const catalog::Name* written = nullptr;
  for (const locks::Statement* statement : context.file().all()) {
    if (statement->is_down) continue;
    if (changed == nullptr) changed = changed_table(context, *statement);
    if (written == nullptr) written = written_table(context, *statement);
    if (changed == nullptr || written == nullptr) continue;
    return context.report(
        {.message = text::format("one migration changes table `{}` and rows of `{}`", changed->name,
                                 written->name),
         .help = text::format("change rows of `{}` in a separate migration", written->name),
         .at = statement->place});
  }
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "schema-and-data",
    .group = Group::migration,
    .concern = Concern::design,
    .severity = Severity::warning,
    .on_by_default = false,
    .summary = "One migration changes tables and rows that are in use",
    .help = "change rows in a separate migration",
    .why = R"(
Changes of tables take strong locks for an instant, changes of rows take long and weak ones. In one
transaction, the strong lock is kept while the rows are changed. And the two fail for other reasons:
one that is apart can be repeated by itself.
)",
    .reported = R"(
A file that has ALTER TABLE on a table that was there before the release, and INSERT, UPDATE,
DELETE, MERGE or COPY of such a table, at the one that comes second.
)",
    .not_reported = R"(
- Rows of tables that are new in the same release.
- Tables in which migration tools keep what has run, and those of PostgreSQL, such as `pg_index`.
- Down migrations.
)",
    .instead = R"(
```sql
ALTER TABLE orders ADD COLUMN note text;
```

and in the next migration:

```sql
UPDATE orders SET note = 'imported' WHERE id = 1;
```
)",
    .fine = R"(
A few rows that must change at the same moment as the table.
)",
    .bad = R"(
ALTER TABLE orders ADD COLUMN note text;
UPDATE orders SET number = 2 WHERE id = 1;
)",
    .good = R"(
ALTER TABLE orders ADD COLUMN note text;
)",
    .links = {"https://www.postgresql.org/docs/current/explicit-locking.html"},
    .wants_rows = true,
    .run_check = check,
    .covers = R"(
MigrationPilot: MP080
)",
};

}  // namespace pglint::rules::schema_and_data
