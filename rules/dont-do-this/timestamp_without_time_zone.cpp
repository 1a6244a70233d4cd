// timestamp: digits of a calendar and a clock, not a moment. Local time by design is left alone:
// where the name says so, or where the zone is stored beside it.
#include <algorithm>
#include <array>

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

/// Most names are none, and each column asks for all columns beside it: so no strings are made
/// here.
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

bool is_local_time(const parse::TypeUse& use) {
  const std::string_view name = use.place == parse::TypePlace::domain ? use.owner : use.name;
  return names_local_time(name) || std::ranges::any_of(names_beside(use), names_time_zone);
}

/// `timestamp '2030-01-01 09:00' AT TIME ZONE 'Europe/Paris'` is how a local time becomes a moment.
bool becomes_a_moment(parse::Ancestors ancestors) {
  if (ancestors.size() < 2) return false;
  const auto* call = as<FuncCall>(ancestors[ancestors.size() - 2]);
  if (call == nullptr || parse::builtin_name(call->funcname) != "timezone") return false;
  const auto arguments = each(call->args);
  return !arguments.empty() && arguments.back() == ancestors.back();
}

void check(const TypeName& type, Context& context) {
  if (parse::builtin_type(type) != "timestamp") return;
  const auto use = reportable_use(type, context);
  if (!use || is_local_time(*use) || becomes_a_moment(context.ancestors())) return;
  report_type(type, *use,
              {.message = parse::is_declared_as(*use, "timestamp") +
                          " without time zone: it does not identify a point in time"},
              context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "timestamp-without-time-zone",
    .group = Group::dont_do_this,
    .wiki_entry = "4.1",
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "The type timestamp stores what a clock showed, not when that was",
    .help = "write `timestamptz`; for local time by design store the zone in a column beside it",
    .why = R"(
`timestamp` keeps the digits of a calendar and a clock. Which moment they were depends on a time
zone that is written nowhere: two rows an hour apart can look the same when the clocks go back, a
difference of two values can be an hour off, and a session in another zone reads another moment.

`timestamptz` stores a moment, in the same 8 bytes. It does not store a zone either: every session
sees the moment in its own zone, and arithmetic is right across changes of the clocks.
)",
    .reported = R"(
`timestamp`, with or without the words WITHOUT TIME ZONE, wherever a type is written: columns,
attributes of composite types, domains; as info where nothing is stored (casts, arguments, results,
variables).
)",
    .not_reported = R"(
Local time by design: a column called `local_…`, `…_local` or `scheduled_local…`, and any column with
a time zone beside it in the same statement (`time_zone`, `timezone`, `tz`, or a name that ends with
one of them). A value that AT TIME ZONE turns into a moment at once.
)",
    .instead = R"(
A moment is a `timestamptz`:

```sql
ALTER TABLE orders ADD COLUMN shipped_at timestamptz;
```

To change an existing column, find out which zone its values were written in. Where it is UTC, say
so for the session: PostgreSQL 12 and newer then do not rewrite the table and only rebuild the
column's indexes, under an ACCESS EXCLUSIVE lock:

```sql
BEGIN;
SET LOCAL timezone = 'UTC';
ALTER TABLE orders ALTER COLUMN created_at TYPE timestamptz;
COMMIT;
```

Any other zone (and PostgreSQL 11 or older) costs a rewrite of the table and all of its indexes
under that lock:

```sql
ALTER TABLE orders
  ALTER COLUMN created_at TYPE timestamptz USING created_at AT TIME ZONE 'Europe/Paris';
```

Functions and clients that pass the digits on unchanged need a look as well: from now on they see
their own zone.
)",
    .fine = R"(
Local time by design, such as "the market opens at 09:00 on that day, whatever the clocks do": say
so in the name, or store the zone beside it. Values that are only stored and given back, and never
computed with, do no harm either.
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
};

}  // namespace pglint::rules::timestamp_without_time_zone
