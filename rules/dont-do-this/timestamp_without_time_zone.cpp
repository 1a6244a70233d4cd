// timestamp stores the digits of a calendar and a clock, not a point in time. Intentional local
// time is not reported: the name says so, or the time zone is stored in another column.
#include <algorithm>
#include <array>

#include "catalog/type.h"

#include "parse/meaning/name_words.h"
#include "parse/meaning/names.h"
#include "parse/meaning/type_name.h"
#include "rule/rule.h"
#include "rule/type_report.h"
#include "text/ascii.h"

namespace pglint::rules::timestamp_without_time_zone {
namespace {

bool names_local_time(std::string_view name) {
  const std::string words = parse::snake_case(name);
  return words.starts_with("local_") || words.ends_with("_local") ||
         words.starts_with("scheduled_local");
}

/// A cheap test: each column asks it of all other columns, and most of them are not time zones.
bool may_name_time_zone(std::string_view name) {
  if (name.size() < 2) return false;
  const auto letter = [&](std::size_t from_end) {
    return text::lowered(name[name.size() - from_end]);
  };
  return (letter(2) == 't' && letter(1) == 'z') || (letter(2) == 'n' && letter(1) == 'e');
}

bool names_time_zone(std::string_view name) {
  if (!may_name_time_zone(name)) return false;
  constexpr std::array<std::string_view, 3> endings = {"_time_zone", "_timezone", "_tz"};
  const std::string words = "_" + parse::snake_case(name);
  return std::ranges::any_of(endings,
                             [&](std::string_view ending) { return words.ends_with(ending); });
}

/// True for a type that can hold the name of a time zone: text, or a domain or enum.
bool can_name_time_zone(const TypeName& type) {
  constexpr std::array<std::string_view, 5> texts = {"text", "varchar", "bpchar", "name", "citext"};
  if (type.arrayBounds != nullptr) return false;
  const std::string_view name = parse::builtin_type(type);
  return text::is_one_of(name, texts) || !catalog::is_builtin_type(name);
}

bool is_time_zone(const parse::TypedName& beside) {
  return names_time_zone(beside.name) &&
         (beside.type == nullptr || can_name_time_zone(*beside.type));
}

/// True for names of the time when a row was written or changed, which is a point in time whatever
/// the time zone of its other values: `created_at`, `deletedAt`, `updated`.
bool names_row_time(std::string_view name) {
  constexpr std::array<std::string_view, 9> changes = {"created",  "inserted", "updated",
                                                       "modified", "changed",  "deleted",
                                                       "removed",  "archived", "discarded"};
  constexpr std::array<std::string_view, 6> times = {"at", "on", "date", "time", "ts", "timestamp"};
  const auto words = parse::name_words(name);
  if (words.empty() || words.size() > 2 || !text::is_one_of(words[0], changes)) return false;
  return words.size() == 1 || text::is_one_of(words[1], times);
}

bool is_local_time(const parse::TypeUse& use) {
  const std::string_view name = use.place == parse::TypePlace::domain ? use.owner : use.name;
  if (names_local_time(name)) return true;
  return !names_row_time(name) && std::ranges::any_of(names_beside(use), is_time_zone);
}

/// True for `timestamp '2030-01-01 09:00' AT TIME ZONE 'Europe/Paris'`, which turns a local time
/// into a point in time.
bool becomes_a_moment(parse::Ancestors ancestors) {
  if (ancestors.size() < 2) return false;
  const auto* call = as<FuncCall>(ancestors[ancestors.size() - 2]);
  if (call == nullptr || parse::builtin_name(call->funcname) != "timezone") return false;
  const auto arguments = each(call->args);
  return !arguments.empty() && arguments.back() == ancestors.back();
}

/// True for `birth_date`, `hireDate` and `date_of_birth`, which may be days without a time.
bool names_day(std::string_view name) {
  const auto words = parse::name_words(name);
  if (words.size() < 2 || names_row_time(name)) return false;
  return words.back() == "date" || (words[0] == "date" && words[1] == "of");
}

std::string advice(const TypeName& type, const parse::TypeUse& use) {
  const std::string better = type.arrayBounds == nullptr ? "`timestamptz`" : "`timestamptz[]`";
  if (use.place == parse::TypePlace::cast) {
    return "cast to " + better + ", or name the time zone with AT TIME ZONE";
  }
  if (use.place != parse::TypePlace::column && use.place != parse::TypePlace::attribute) {
    return "use " + better;
  }
  if (names_row_time(use.name)) return "use " + better;
  if (names_day(use.name) && type.arrayBounds == nullptr) {
    return "use `date` if it has no time of day, otherwise " + better;
  }
  return "use " + better + "; for intentional local time, store the time zone in another " +
         (use.place == parse::TypePlace::column ? "column" : "attribute");
}

void check(const TypeName& type, Context& context) {
  if (parse::builtin_type(type) != "timestamp") return;
  const auto use = reportable_use(type, context);
  if (!use || is_local_time(*use) || becomes_a_moment(context.ancestors())) return;
  report_type(type, *use,
              {.message = parse::is_declared_as(*use, "timestamp") +
                          " without time zone: it does not identify a point in time",
               .help = advice(type, *use)},
              context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "timestamp-without-time-zone",
    .group = Group::dont_do_this,
    .wiki_entry = "4.1",
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "The type timestamp, without time zone, does not identify a point in time",
    .help = "use `timestamptz`; for intentional local time, store the time zone in another column",
    .many = "columns are `timestamp` without time zone: they do not identify points in time",
    .why = R"(
`timestamp` stores the digits of a calendar and a clock. The point in time depends on a time zone
that is not stored. Two rows an hour apart can look the same when clocks go back, a difference of
two values can be an hour off, and a session in another time zone reads another point in time.

`timestamptz` stores a point in time, in the same 8 bytes. It does not store a time zone either:
each session sees the value in its time zone, and arithmetic is right across daylight saving
changes.
)",
    .reported = R"(
`timestamp`, with or without the words WITHOUT TIME ZONE, wherever a type can be written: columns,
attributes of composite types, and domains. As info where nothing is stored: casts, arguments,
results, and variables. More than ten columns of one database are one finding, except those in new
and changed files.
)",
    .not_reported = R"(
Intentional local time: a column named `local_…`, `…_local` or `scheduled_local…`, and any column
with a time zone column in the same statement: one called `time_zone`, `timezone` or `tz`, or whose
name ends with one of them, of a text type, a domain or an enum. `created_at`, `updated_at`,
`deleted_at` and their like are points in time even there, and reported. A value that AT TIME ZONE
converts at once.
)",
    .instead = R"(
For a point in time, use `timestamptz`:

```sql
ALTER TABLE orders ADD COLUMN shipped_at timestamptz;
```

To change an existing column, find out which time zone its values were written in. If it is UTC, set
it for the session: PostgreSQL 12 and newer then do not rewrite the table and only rebuild the
column's indexes, under an ACCESS EXCLUSIVE lock:

```sql
BEGIN;
SET LOCAL timezone = 'UTC';
ALTER TABLE orders ALTER COLUMN created_at TYPE timestamptz;
COMMIT;
```

Any other time zone, and PostgreSQL 11 or older, rewrites the table and all of its indexes under
that lock:

```sql
ALTER TABLE orders
  ALTER COLUMN created_at TYPE timestamptz USING created_at AT TIME ZONE 'Europe/Paris';
```

Check functions and clients that pass the digits on unchanged: from then on they see the value in
their time zone.
)",
    .fine = R"(
For intentional local time, such as "the market opens at 09:00 on that day, at local time": say so
in the name, or store the time zone in another column. Values that are only stored and read back,
and never compared or computed with, do no harm either.
)",
    .bad = "CREATE TABLE orders (id bigint PRIMARY KEY, created_at timestamp NOT NULL);",
    .good = R"(
CREATE TABLE orders (id bigint PRIMARY KEY, created_at timestamptz NOT NULL);
CREATE TABLE appointments (
  id bigint PRIMARY KEY,
  starts_at timestamp NOT NULL,
  time_zone text NOT NULL
);
)",
    .links = {"https://wiki.postgresql.org/wiki/"
              "Don%27t_Do_This#Don.27t_use_timestamp_.28without_time_zone.29",
              "https://www.postgresql.org/docs/current/datatype-datetime.html"},
    .checks = {on<check>},
    .covers = R"(
squawk: prefer-timestamp-tz
Postgres Language Server: preferTimestamptz
)",
};

}  // namespace pglint::rules::timestamp_without_time_zone
