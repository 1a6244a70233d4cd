// CURRENT_TIME gives a timetz.
#include "parse/meaning/enclosing_object.h"
#include "rule/context.h"
#include "rule/rule.h"

namespace pglint::rules::current_time_function {
namespace {

void check(const SQLValueFunction& function, Context& context) {
  if (function.op != SVFOP_CURRENT_TIME && function.op != SVFOP_CURRENT_TIME_N) return;
  context.report({.at = context.here(function),
                  .message = "the offset that `CURRENT_TIME` returns means nothing without a date: "
                             "its type is `time with time zone`",
                  .object = parse::enclosing_object(context.ancestors())});
}

}  // namespace

extern constinit const Rule rule = {
    .id = "current-time-function",
    .group = Group::dont_do_this,
    .wiki_entry = "4.4",
    .severity = Severity::warning,
    .summary = "CURRENT_TIME returns time with time zone, a type that nothing should use",
    .help =
        "write `CURRENT_TIMESTAMP` for a moment, `LOCALTIME` for a time of day, `CURRENT_DATE` for "
        "a day",
    .why = R"(
`CURRENT_TIME` returns `time with time zone`: the time of day in the session's time zone with
today's offset, but without the day. Stored, compared or sent to a client, it cannot follow the
next change of the clocks, and comparing it with a `time` converts one into the other by the
session's zone.
)",
    .reported = R"(
`CURRENT_TIME`, with and without a precision, in any expression: queries, defaults, checks, views,
policies, bodies of functions. Also where it is cast to `time` at once, which is `LOCALTIME`.
)",
    .not_reported = R"(
`CURRENT_TIMESTAMP`, `LOCALTIME`, `LOCALTIMESTAMP`, `CURRENT_DATE`, and a column of that name
(`"current_time"`).
)",
    .instead = R"(
Say what is meant:

```sql
SELECT CURRENT_TIMESTAMP;  -- this moment, timestamptz; the same as now()
SELECT CURRENT_DATE;       -- today in the session's time zone
SELECT LOCALTIME;          -- the time of day in the session's time zone, time
```

Changing a DEFAULT touches the catalog only: an ACCESS EXCLUSIVE lock, but a short one, and rows
that exist stay as they are.

```sql
ALTER TABLE visits ALTER COLUMN at SET DEFAULT LOCALTIME;
```
)",
    .fine =
        "Never: where the type `time with time zone` has no use, its current value has none "
        "either.",
    .bad = "CREATE TABLE visits (id bigint PRIMARY KEY, at time DEFAULT CURRENT_TIME);",
    .good = "CREATE TABLE visits (id bigint PRIMARY KEY, at time DEFAULT LOCALTIME);",
    .links = {"https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_CURRENT_TIME",
              "https://www.postgresql.org/docs/current/"
              "functions-datetime.html#FUNCTIONS-DATETIME-CURRENT"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::current_time_function
