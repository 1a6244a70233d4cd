// A change between timestamp and timestamptz that takes the session's time zone.
#include <string>

#include "catalog/type.h"

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::session_time_zone_conversion {
namespace {

void check(OperationContext& context) {
  const auto& wanted = context.operation().type;
  if (!wanted || wanted->has_conversion || !locks::has_rows(context.effects().age)) return;
  if (context.session().setting("timezone").value) return;
  const catalog::Relation* relation = context.effects().relation;
  const catalog::Column* column =
      relation == nullptr ? nullptr : relation->find_column(context.operation().part);
  if (column == nullptr) return;
  const bool adds = column->type.is("timestamp") && wanted->type.is("timestamptz");
  const bool removes = column->type.is("timestamptz") && wanted->type.is("timestamp");
  if (!adds && !removes) return;
  const std::string& name = context.operation().part;
  const std::string conversion =
      text::format("USING {} AT TIME ZONE '…'", catalog::quoted_name(name));
  context.report(
      {.message =
           text::format("values of `{}.{}` are {} the session's time zone, so the result depends on who runs this",
                        context.table(), name, adds ? "interpreted in" : "converted to"),
       .help =
           context.pg_version() >= 12
               ? text::format("for UTC, run `SET LOCAL timezone = 'UTC'` in the same transaction "
                              "before this, which also avoids rewriting the table; otherwise add `{}`",
                              conversion)
               : text::format("add `{}`", conversion)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "session-time-zone-conversion",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "A change between timestamp and timestamptz depends on the session's time zone",
    .help = "set `timezone` in the same transaction, or write `USING … AT TIME ZONE '…'`",
    .why = R"(
A timestamp becomes a timestamptz as local time of the session's `timezone`, which differs between a
laptop, CI and production. The same migration writes other moments there. Unless the zone is UTC,
the change also rewrites the whole table under an ACCESS EXCLUSIVE lock; since PostgreSQL 12 it
takes an instant with UTC, apart from indexes on the column.
)",
    .reported = R"(
ALTER COLUMN … TYPE from timestamp to timestamptz, or back, without USING, in a file that does not
set `timezone` before it.
)",
    .not_reported = R"(
- USING with AT TIME ZONE.
- `SET timezone` and `SET LOCAL timezone` in effect.
- Tables without rows.
)",
    .instead = R"(
If the values are UTC:

```sql
BEGIN;
SET LOCAL timezone = 'UTC';
ALTER TABLE orders ALTER COLUMN placed_at TYPE timestamptz;
COMMIT;
```

If they are local time of another zone, say which one, with `USING placed_at AT TIME ZONE
'Europe/Paris'`. This rewrites the table, so for a large table use a new column and batches.
)",
    .fine = R"(
A database and all sessions that are set to UTC by the server's configuration.
)",
    .given = R"(
CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamp);
)",
    .bad = R"(
ALTER TABLE orders ALTER COLUMN placed_at TYPE timestamptz;
)",
    .good = R"(
BEGIN;
SET LOCAL timezone = 'UTC';
ALTER TABLE orders ALTER COLUMN placed_at TYPE timestamptz;
COMMIT;
)",
    .links = {"https://www.postgresql.org/docs/current/datatype-datetime.html"
              "#DATATYPE-TIMEZONES"},
    .replaces = {"column-type-rewrite", "work-under-lock", "several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: changing-column-type
strong_migrations: change_column
)",
};

}  // namespace pglint::rules::session_time_zone_conversion
