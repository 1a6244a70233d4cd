// '+04:00' as a time zone: PostgreSQL reads it as a POSIX specification, where west is positive.
// The exceptions were found by experiment: SET reads plain numbers, and make_timestamptz anything
// with a sign in front, as ISO 8601 does.
#include <array>
#include <cstdlib>
#include <string>

#include "parse/meaning/enclosing_object.h"
#include "parse/meaning/literal.h"
#include "parse/meaning/names.h"
#include "parse/meaning/posix_zone.h"
#include "parse/meaning/setting.h"
#include "rule/context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::posix_time_zone_offset {
namespace {

using parse::OffsetSpelling;

/// A function of PostgreSQL that takes a time zone as text.
struct ZoneFunction {
  std::string_view name;
  std::size_t arguments;
  std::size_t zone;  ///< position of the time zone
  bool signs_are_iso = false;
};

constexpr std::array<ZoneFunction, 6> zone_functions = {{
    {.name = "timezone", .arguments = 2, .zone = 0},  // also AT TIME ZONE
    {.name = "date_trunc", .arguments = 3, .zone = 2},
    {.name = "date_add", .arguments = 3, .zone = 2},
    {.name = "date_subtract", .arguments = 3, .zone = 2},
    {.name = "generate_series", .arguments = 4, .zone = 3},
    {.name = "make_timestamptz", .arguments = 7, .zone = 6, .signs_are_iso = true},
}};

const ZoneFunction* called_function(const FuncCall& call) {
  const std::string_view name = parse::builtin_name(call.funcname);
  for (const ZoneFunction& function : zone_functions) {
    if (function.name == name && function.arguments == each(call.args).size()) return &function;
  }
  return nullptr;
}

/// The time zone that is passed to `function`, by position or as `timezone => '…'`.
const Node* zone_argument(const FuncCall& call, const ZoneFunction& function) {
  const auto arguments = each(call.args);
  for (const NamedArgExpr* named : each<NamedArgExpr>(call.args)) {
    if (named != nullptr && view(named->name) == "timezone")
      return reinterpret_cast<const Node*>(named->arg);
  }
  return arguments[function.zone];
}

/// `04:00`, without the direction.
std::string clock_of(const parse::PosixOffset& offset) {
  constexpr int minute = 60;
  constexpr int hour = 60 * minute;
  const int seconds = std::abs(offset.seconds_west);
  const auto two_digits = [](int number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  std::string clock = two_digits(seconds / hour) + ":" + two_digits(seconds % hour / minute);
  if (seconds % minute != 0) clock += ":" + two_digits(seconds % minute);
  return clock;
}

/// What the ISO 8601 reading of `offset` is called in the time zone database: `Etc/GMT-4` for four
/// hours east. Empty if it has no name.
std::string database_name(const parse::PosixOffset& offset) {
  constexpr int hour = 3600;
  constexpr int farthest_west = 12;
  constexpr int farthest_east = 14;
  const int hours_east = offset.seconds_west / hour;  // ISO 8601 means the opposite direction
  if (offset.seconds_west % hour != 0) return {};
  if (hours_east > farthest_east || hours_east < -farthest_west) return {};
  return "Etc/GMT" + std::string(hours_east > 0 ? "-" : "+") + std::to_string(std::abs(hours_east));
}

/// `takes_interval`: the time zone may be an interval, which has the sign of ISO 8601.
std::string advice(const parse::PosixOffset& offset, bool takes_interval) {
  const std::string intended =
      parse::in_words(offset) + (offset.seconds_west > 0 ? " east" : " west");
  if (takes_interval) {
    return text::format(
        "use the name of a region, see `pg_timezone_names`; for {}, `INTERVAL '{}{}'`", intended,
        offset.seconds_west > 0 ? "" : "-", clock_of(offset));
  }
  const std::string name = database_name(offset);
  if (name.empty()) return "use the name of a region, see `pg_timezone_names`";
  return text::format("use the name of a region, see `pg_timezone_names`; for {}, `'{}'`", intended,
                      name);
}

void report(const A_Const& zone, const parse::PosixOffset& offset, bool takes_interval,
            Context& context) {
  const bool west = offset.seconds_west > 0;
  context.report({.at = context.anchor().from_own_location(node(zone)),
                  .message = "time zone `" + std::string(parse::string_value(zone)) + "` is " +
                             parse::in_words(offset) + (west ? " west" : " east") +
                             " of Greenwich: PostgreSQL reads offsets as POSIX does, where " +
                             (west ? "plus is west" : "minus is east"),
                  .help = advice(offset, takes_interval),
                  .object = parse::enclosing_object(context.ancestors())});
}

void check_call(const FuncCall& call, Context& context) {
  const ZoneFunction* function = called_function(call);
  if (function == nullptr) return;
  const A_Const* zone = parse::text_literal(zone_argument(call, *function));
  if (zone == nullptr) return;
  const auto offset = parse::posix_offset(parse::string_value(*zone));
  if (!offset || offset->seconds_west == 0) return;
  if (function->signs_are_iso && offset->spelling != OffsetSpelling::named) return;
  report(*zone, *offset, function->name == "timezone", context);
}

void check_setting(const parse::Setting& setting, Context& context) {
  const A_Const* zone = parse::text_value(setting);
  if (setting.name != "timezone" || zone == nullptr) return;
  const auto offset = parse::posix_offset(parse::string_value(*zone));
  if (!offset || offset->seconds_west == 0) return;
  if (offset->spelling == OffsetSpelling::number) return;
  report(*zone, *offset, false, context);
}

void check_set(const VariableSetStmt& set, Context& context) {
  if (const auto setting = parse::setting_of(set)) check_setting(*setting, context);
}

void check_set_config(const FuncCall& call, Context& context) {
  if (const auto setting = parse::setting_of(call)) check_setting(*setting, context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "posix-time-zone-offset",
    .group = Group::dont_do_this,
    .concern = Concern::correctness,
    .wiki_entry = "4.6",
    .severity = Severity::error,
    .summary = "A time zone such as +04:00, given as text, is west of Greenwich, not east",
    .help = "use the name of a region, or an interval: `INTERVAL '04:00'` is four hours east",
    .why = R"(
For a time zone given as text, PostgreSQL looks up the name in its time zone database, and otherwise
reads the text as a POSIX specification: an optional name, and the hours to *add to local time to
get UTC*. So `'+04:00'` and `'UTC+4'` are four hours west of Greenwich. Everywhere else (in ISO
8601, in `timestamptz` literals, in PostgreSQL's output) plus is east. PostgreSQL does not report an
error, but each time is off by twice the offset. At noon UTC, `AT TIME ZONE '+04:00'` gives 08:00,
and `AT TIME ZONE INTERVAL '04:00'` gives 16:00.

Some spellings are read the other way: SET reads `'+04'`, a plain number, as hours east, and so does
make_timestamptz for everything that starts with a sign. That makes the error harder to notice.
)",
    .reported = R"(
Text that is an offset, such as `'+04:00'`, `'-4'`, `'UTC+3'` or `'GMT-5:30'`, where PostgreSQL
reads it as POSIX does: in AT TIME ZONE and `timezone`, as the last argument of `date_trunc`,
`date_add`, `date_subtract` and `generate_series`, and as the setting `timezone` (SET TIME ZONE,
SET, ALTER ROLE, ALTER DATABASE, ALTER SYSTEM, functions, `set_config`). In `make_timestamptz`,
offsets with a name.
)",
    .not_reported = R"(
Offsets with the sign of ISO 8601: intervals, offsets in `timestamptz` literals, plain numbers as a
setting (`SET TIME ZONE '+04'`), signs without a name in `make_timestamptz`. Names of the time zone
database, such as `Etc/GMT-5`, which has the POSIX sign by definition, and complete POSIX
specifications (`EST5EDT`, `<+03>-3`), which are not written by accident. An offset of zero. Time
zones that are computed or stored in columns, and those inside literals
(`timestamptz '2030-01-01 UTC+4'`).
)",
    .instead = R"(
Use the name of a region, which also follows daylight saving changes:

```sql
SELECT timestamptz '2030-01-01 12:00+00' AT TIME ZONE 'Asia/Dubai';
SET TIME ZONE 'Asia/Dubai';
SELECT date_trunc('day', now(), 'Asia/Dubai');
```

If you only know an offset, use an interval, which has the usual sign:

```sql
SELECT timestamptz '2030-01-01 12:00+00' AT TIME ZONE INTERVAL '04:00';
SELECT timestamp '2030-01-01 12:00' AT TIME ZONE INTERVAL '-03:30';
SET TIME ZONE INTERVAL '04:00' HOUR TO MINUTE;
```

For functions that accept the time zone only as text, use a name from the database. Note that
`Etc/GMT-4`, four hours east, has the POSIX sign too:

```sql
SELECT date_trunc('day', now(), 'Etc/GMT-4');
SELECT make_timestamptz(2030, 1, 1, 12, 0, 0, 'Asia/Dubai');
```

First find out how the result is used: code that compensates by reversing the sign depends on it.
Replacing a query or a function does not touch data. A setting of a role or a database applies to
new sessions. Values that were computed with the wrong time zone and stored as `timestamptz` are off
by twice the offset and have to be corrected once:

```sql
UPDATE events SET happened_at = happened_at - 2 * INTERVAL '04:00' WHERE source = 'import';
```

On a large table, do that in batches: it rewrites each row.
)",
    .fine = "If you want POSIX, write it so that it cannot be read as ISO 8601: `'<+04>-4'`.",
    .bad = R"(
CREATE TABLE events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL,
  happened_at timestamptz NOT NULL
);
SELECT id, happened_at AT TIME ZONE '+04:00' FROM events;
)",
    .good = R"(
SELECT now() AT TIME ZONE 'Asia/Dubai', now() AT TIME ZONE INTERVAL '04:00';
SELECT timestamptz '2030-01-01 16:00+04:00';
)",
    .links = {"https://wiki.postgresql.org/wiki/Don%27t_Do_This"
              "#Don.27t_use_.2B.2F-HH:mm_as_a_text_time_zone_name",
              "https://www.postgresql.org/docs/current/datetime-posix-timezone-specs.html",
              "https://www.postgresql.org/docs/current/"
              "functions-datetime.html#FUNCTIONS-DATETIME-ZONECONVERT"},
    .checks = {on<check_call>, on<check_set>, on<check_set_config>},
};

}  // namespace pglint::rules::posix_time_zone_offset
