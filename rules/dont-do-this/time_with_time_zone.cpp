// The type timetz: a time of day with an offset, which means nothing without a date.
#include <algorithm>
#include <string>

#include "parse/meaning/name_words.h"
#include "parse/meaning/type_name.h"
#include "rule/fix/type_fix.h"
#include "rule/rule.h"
#include "rule/type_report.h"

namespace pglint::rules::time_with_time_zone {
namespace {

/// True for names that say that the time is in UTC, which has no daylight saving time.
bool says_utc(const parse::TypeUse& use) {
  const std::string_view name = use.place == parse::TypePlace::domain ? use.owner : use.name;
  return std::ranges::any_of(parse::name_words(name), [](const std::string& word) {
    return word == "utc" || word == "gmt";
  });
}

std::vector<Fix> as_time(const TypeName& type, const parse::TypeUse& use, Context& context) {
  const bool has_digits = parse::type_modifier(type).has_value();
  const std::string time = has_digits ? parse::with_modifier("time", type) : "time";
  return retyped(type, use, {.name = time}, context);
}

void check(const TypeName& type, Context& context) {
  if (parse::builtin_type(type) != "timetz") return;
  const auto use = reportable_use(type, context);
  if (!use) return;
  const std::string declared = parse::is_declared_as(*use, "time with time zone");
  if (says_utc(*use)) {
    return report_type(
        type, *use,
        {.message = declared + ", but its name says UTC: all values store the same offset",
         .help = "use `time`, which takes 8 bytes instead of 12",
         .fixes = as_time(type, *use, context)},
        context);
  }
  report_type(
      type, *use,
      {.message = declared + ": its fixed offset may be wrong after a daylight saving change",
       .fixes = as_time(type, *use, context)},
      context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "time-with-time-zone",
    .group = Group::dont_do_this,
    .wiki_entry = "4.3",
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "The type time with time zone stores an offset but no date",
    .help = "use `time` for a time of day, `timestamptz` for a point in time",
    .why = R"(
A time zone is a set of rules that give an offset for a date. `timetz` has no date, so it can only
store an offset: "opens at 09:00 in Paris" becomes `09:00+01` or `09:00+02`, depending on the day of
entry, and is wrong after the next daylight saving change.

The type exists because the SQL standard requires it. PostgreSQL's manual calls its usefulness
questionable. It takes 12 bytes, `time` and `timestamptz` take 8.
)",
    .reported = R"(
`time with time zone` and `timetz`, wherever a type can be written: columns, attributes of composite
types, and domains. As info where nothing is stored: casts, arguments, results, and variables. If
the name says UTC, the message does not warn of daylight saving time: the offset is only redundant.
)",
    .not_reported = R"(
`time` and `timestamp with time zone`. The function `CURRENT_TIME`, which returns the type: see
`current-time-function`.
)",
    .instead = R"(
For a time of day, use `time`, and store the name of the time zone if there can be several. For a
point in time, use `timestamptz`:

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
    .fine = "Only to exchange values with software that requires the SQL type.",
    .bad = "CREATE TABLE shops (id bigint PRIMARY KEY, opens_at time with time zone NOT NULL);",
    .good = "CREATE TABLE shops (id bigint PRIMARY KEY, opens_at time, time_zone text);",
    .links = {"https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_timetz",
              "https://www.postgresql.org/docs/current/datatype-datetime.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::time_with_time_zone
