// Many new values of which the planner knows nothing yet.
#include <algorithm>
#include <string>
#include <string_view>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::missing_analyze {
namespace {

using locks::Form;

/// Whether the statement gathers statistics of the table, or of all.
bool analyzes(const locks::Statement& statement, std::string_view table) {
  return std::ranges::any_of(statement.operations, [&](const locks::Operation& operation) {
    const bool is_one = operation.form == Form::analyze || operation.to == "analyze";
    const bool is_of_all = operation.object.name.empty();
    return is_one && (is_of_all || operation.object.name == table);
  });
}

bool updates_many_of(const locks::Statement& statement, const catalog::Name& table) {
  return statement.updates_many && statement.rows_of == table;
}

/// Whether a later statement analyzes the table, or changes it again: then that one counts.
bool is_settled(const RunContext& context, const catalog::Name& table) {
  return std::ranges::any_of(context.file().after(), [&](const locks::Statement* later) {
    return analyzes(*later, table.name) || updates_many_of(*later, table);
  });
}

void check_rows(RunContext& context) {
  const locks::Statement& statement = context.statement();
  if (!statement.updates_many || statement.is_down || is_settled(context, statement.rows_of)) {
    return;
  }
  const catalog::Relation* relation = context.catalog().find_relation(statement.rows_of);
  if (context.session().age_of(relation) != locks::Age::existing) return;
  const std::string& table = statement.rows_of.name;
  const bool is_partitioned = relation != nullptr && relation->partitioned;
  context.report(
      {.message = is_partitioned
                      ? text::format("planner keeps the old statistics of partitioned table `{}`: "
                                     "autovacuum does not gather them",
                                     table)
                      : text::format("planner has no statistics of the new values of `{}` "
                                     "until autovacuum gathers them",
                                     table),
       .help = text::format("run `ANALYZE {}` after the last batch", catalog::quoted_name(table))});
}

void check_rewrite(OperationContext& context) {
  const bool loses_statistics = context.effects().form() == Form::type_change_rewrite &&
                                context.effects().age == locks::Age::existing &&
                                !context.statement().is_down;
  if (!loses_statistics || is_settled(context, context.operation().object)) return;
  context.report(
      {.message = text::format("planner has no statistics of `{}` until autovacuum gathers them: a "
                               "new type drops the old ones",
                               context.operation().part),
       .help = text::format("run `ANALYZE {}` after it", catalog::quoted_name(context.table())),
       .confidence = context.confidence()});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "missing-analyze",
    .group = Group::migration,
    .concern = Concern::design,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "Many rows get new values, and nothing tells the planner",
    .help = "end with ANALYZE of the table",
    .why = R"(
PostgreSQL plans queries by statistics of the values in each column. After a backfill they still say
that the column is NULL everywhere, and after ALTER COLUMN … TYPE there are none of it. Until
autovacuum comes, which may take minutes, plans are bad: an index is not used, or a nested loop runs
over the whole table. Partitioned tables as a whole are never analyzed by autovacuum.
)",
    .reported = R"(
UPDATE of a whole table or of a batch, and ALTER COLUMN … TYPE that rewrites, on a table that was
there before the release, without ANALYZE of it later in the same file. Of several, the last.
)",
    .not_reported = R"(
- Tables that are new in the same release.
- Down migrations.
)",
    .instead = R"(
```sql
UPDATE orders SET total = 0
WHERE id IN (SELECT id FROM orders WHERE total IS NULL ORDER BY id LIMIT 5000);
ANALYZE orders;
```
)",
    .fine = R"(
Tables that queries only reach by their key.
)",
    .bad = R"(
UPDATE orders SET total = 0
WHERE id IN (SELECT id FROM orders WHERE total IS NULL ORDER BY id LIMIT 5000);
)",
    .good = R"(
UPDATE orders SET total = 0
WHERE id IN (SELECT id FROM orders WHERE total IS NULL ORDER BY id LIMIT 5000);
ANALYZE orders;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-analyze.html",
              "https://www.postgresql.org/docs/current/planner-stats.html"},
    .wants_rows = true,
    .operation_check = check_rewrite,
    .run_check = check_rows,
    .covers = R"(
strong_migrations: auto_analyze
MigrationPilot: MP088
)",
};

}  // namespace pglint::rules::missing_analyze
