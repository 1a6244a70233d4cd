// A change between timestamp and timestamptz that takes the session's time zone.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "catalog/type.h"

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::session_time_zone_conversion {
namespace {

/// Whether the operation changes a column that has rows to the type in the session's time zone.
bool converts(const locks::Operation& other, const catalog::Type& type,
              const OperationContext& context) {
  if (!other.type || other.type->has_conversion || !(other.type->type == type)) return false;
  const catalog::Relation* relation = context.catalog().find_relation(other.object);
  return relation != nullptr && relation->place.file != context.statement().place.file;
}

std::size_t count_in(std::span<const locks::Operation> operations, const catalog::Type& type,
                     const OperationContext& context) {
  return static_cast<std::size_t>(std::ranges::count_if(
      operations, [&](const auto& other) { return converts(other, type, context); }));
}

/// How many operations of the file before this one convert to the type.
std::size_t count_before(const OperationContext& context, const catalog::Type& type) {
  std::size_t count = 0;
  for (const locks::Statement* other : context.file().before()) {
    count += count_in(other->operations, type, context);
  }
  return count + count_in(std::span(context.statement().operations).first(context.position()), type,
                          context);
}

std::size_t count_after(const OperationContext& context, const catalog::Type& type) {
  std::size_t count = 0;
  for (const locks::Statement* other : context.file().after()) {
    count += count_in(other->operations, type, context);
  }
  return count + count_in(std::span(context.statement().operations).subspan(context.position() + 1),
                          type, context);
}

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
  // One decision for a file: the first finding speaks for all.
  const bool is_first = count_before(context, wanted->type) == 0;
  const std::size_t others = is_first ? count_after(context, wanted->type) : 0;
  context.report(
      {.message = text::format(
           "values of `{}.{}`{} are {} the time zone of the session that runs this",
           context.table(), name,
           others == 0
               ? ""
               : text::format(" and {} more {}", others, others == 1 ? "column" : "columns"),
           adds ? "interpreted in" : "converted to"),
       .help = context.pg_version() >= 12
                   ? text::format(
                         "for UTC, run `SET LOCAL timezone = 'UTC'` in the same transaction "
                         "before this, which also avoids rewriting the table; otherwise add `{}`",
                         conversion)
                   : text::format("add `{}`", conversion),
       .severity = is_first ? std::nullopt : std::optional(Severity::info)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "session-time-zone-conversion",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
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
set `timezone` before it. Of several in a file, the first is the warning; the others are `info`.
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
