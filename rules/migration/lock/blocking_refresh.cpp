// REFRESH MATERIALIZED VIEW without CONCURRENTLY.
#include <string>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::blocking_refresh {
namespace {

void check(OperationContext& context) {
  const bool is_it = context.effects().form() == locks::Form::refresh &&
                     context.operation().has_rows && context.effects().age == locks::Age::existing;
  const catalog::Relation* view = context.effects().relation;
  if (!is_it || (view != nullptr && view->unpopulated)) return;
  context.report(
      {.message = text::format("reads of `{}` are blocked while its query runs: REFRESH {}",
                               context.table(), takes(context)),
       .help = "create a unique index on columns, not expressions, and without WHERE; then use "
               "`REFRESH MATERIALIZED VIEW CONCURRENTLY`"});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "blocking-refresh",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "REFRESH MATERIALIZED VIEW without CONCURRENTLY blocks reads while its query runs",
    .help = "create a unique index, then use REFRESH MATERIALIZED VIEW CONCURRENTLY",
    .why = R"(
REFRESH takes an ACCESS EXCLUSIVE lock on the view and keeps it while the query runs, which is often
slow: that is why the view is materialized. With CONCURRENTLY, PostgreSQL compares the new rows with
the old ones, and reads go on.
)",
    .reported = R"(
REFRESH MATERIALIZED VIEW without CONCURRENTLY of a view that was there before the release.
)",
    .not_reported = R"(
- WITH NO DATA, which takes an instant.
- Views that are new in the same release.
- The first REFRESH of a view that was created WITH NO DATA: until then it cannot be read, and
  CONCURRENTLY is refused.
)",
    .instead = R"(
Once, a unique index on columns of the view, without an expression or a condition:

```sql
CREATE UNIQUE INDEX CONCURRENTLY sales_month_idx ON sales (month);
```

then each time:

```sql
REFRESH MATERIALIZED VIEW CONCURRENTLY sales;
```
)",
    .fine = R"(
A view that is not read meanwhile.
)",
    .bad = R"(
REFRESH MATERIALIZED VIEW sales;
)",
    .good = R"(
REFRESH MATERIALIZED VIEW CONCURRENTLY sales;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-refreshmaterializedview.html"},
    .replaces = {"work-under-lock", "several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
Postgres Language Server: requireConcurrentRefreshMatview
pgrubic: US028
MigrationPilot: MP033
)",
};

}  // namespace pglint::rules::blocking_refresh
