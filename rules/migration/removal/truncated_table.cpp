// TRUNCATE of a table that was there before the release.
#include <optional>
#include <string>
#include <vector>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::truncated_table {
namespace {

/// The tables that CASCADE empties, too.
std::vector<std::string> referencing(const OperationContext& context) {
  std::vector<std::string> names;
  for (const locks::LockedObject& lock : context.effects().locks) {
    if (lock.target == locks::Target::referencing) names.push_back(lock.name.name);
  }
  return names;
}

void check(OperationContext& context) {
  const locks::Operation& operation = context.operation();
  const bool is_it = operation.form == locks::Form::truncate &&
                     context.effects().age == locks::Age::existing && !context.statement().is_down;
  if (!is_it || is_gone_in_file(context, operation.object)) return;
  const auto others = operation.cascade ? referencing(context) : std::vector<std::string>();
  const std::string also = !operation.cascade ? std::string()
                           : others.empty()
                               ? std::string(", and those of all tables with foreign keys to it")
                               : text::format(", and those of `{}`", text::joined(others, "`, `"));
  context.report(
      {.message = text::format("TRUNCATE{} deletes all rows of `{}`{}",
                               operation.cascade ? " … CASCADE" : "", context.table(), also),
       .help = operation.cascade ? "leave CASCADE out and name each table that should be emptied"
                                 : "use DELETE with a condition if some rows are still needed",
       .severity = operation.cascade ? std::optional(Severity::warning) : std::nullopt});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "truncated-table",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary = "TRUNCATE deletes all rows of a table, with CASCADE also of others",
    .help = "leave CASCADE out and name each table that should be emptied",
    .why = R"(
TRUNCATE takes an ACCESS EXCLUSIVE lock and deletes every row at once. With CASCADE, it also deletes
every row of all tables that have a foreign key to it, and of those that have one to them, whether
their rows referred to something or not.
)",
    .reported = R"(
TRUNCATE of a table that was there before the release; a warning with CASCADE.
)",
    .not_reported = R"(
- Tables that are new in the same release, and those that the file made and dropped before.
- TRUNCATE in a transaction that the file rolls back.
- Down migrations.
)",
    .instead = R"(
Without CASCADE, TRUNCATE fails instead of emptying tables that it does not name. If only some rows
have to go:

```sql
DELETE FROM orders WHERE placed_at < '2020-01-01';
```
)",
    .fine = R"(
Caches, staging tables, and tests.
)",
    .bad = R"(
TRUNCATE orders CASCADE;
)",
    .good = R"(
DELETE FROM orders WHERE placed_at < '2020-01-01';
)",
    .links = {"https://www.postgresql.org/docs/current/sql-truncate.html"},
    .about_commit = true,
    .replaces = {"several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: ban-truncate-cascade
Postgres Language Server: banTruncate banTruncateCascade
pgrubic: US029
MigrationPilot: MP036
)",
};

}  // namespace pglint::rules::truncated_table
