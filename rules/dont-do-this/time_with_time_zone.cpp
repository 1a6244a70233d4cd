// The type timetz: a time of day with an offset, which means nothing without a date.
#include "parse/meaning/type_name.h"
#include "rule/rule.h"
#include "rule/type_report.h"

namespace pglint::rules::time_with_time_zone {
namespace {

void check(const TypeName& type, Context& context) {
  if (parse::builtin_type(type) != "timetz") return;
  const auto use = reportable_use(type, context);
  if (!use) return;
  report_type(type, *use,
              {.message = parse::describe(*use) +
                          " is an hour off for half of the year where clocks change: `time with "
                          "time zone` fixes the offset without a date"},
              context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "time-with-time-zone",
    .group = Group::dont_do_this,
    .wiki_entry = "4.3",
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "The type time with time zone keeps an offset that no date explains",
    .help = "write `time` for a time of day, `timestamptz` for a moment",
    .why = R"(
A time zone is a set of rules that give an offset for a date. `timetz` has no date, so it can
store only an offset: "opens at 09:00 in Paris" becomes `09:00+01` or `09:00+02`, whichever was
right on the day it was entered, and is wrong after the next change of the clocks.

The type exists because the SQL standard asks for it; PostgreSQL's own manual calls its usefulness
questionable. It takes 12 bytes where `time` and `timestamptz` take 8.
)",
    .reported = R"(
`time with time zone` and `timetz`, wherever a type is written: columns, attributes of composite
types, domains; as info where nothing is stored (casts, arguments, results, variables).
)",
    .not_reported = R"(
`time`, and `timestamp with time zone`. `CURRENT_TIME`, whose value has the type, is the business of
`current-time-function`.
)",
    .instead = R"(
For a time of day that people agree on, `time` and, where there can be several, the name of the
zone. For a moment, `timestamptz`:

```sql
ALTER TABLE shops ADD COLUMN closes_at time;
ALTER TABLE shops ADD COLUMN time_zone text;
ALTER TABLE shops ADD COLUMN last_visit timestamptz;
```

Changing an existing column rewrites the table and its indexes under an ACCESS EXCLUSIVE lock. The
cast drops the offset and keeps the digits:

```sql
ALTER TABLE shops ALTER COLUMN opens_at TYPE time;
```
)",
    .fine = "Never; only to talk to software that insists on the SQL type.",
    .bad = "CREATE TABLE shops (id bigint PRIMARY KEY, opens_at time with time zone NOT NULL);",
    .good = "CREATE TABLE shops (id bigint PRIMARY KEY, opens_at time, time_zone text);",
    .links = {"https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_timetz",
              "https://www.postgresql.org/docs/current/datatype-datetime.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::time_with_time_zone
