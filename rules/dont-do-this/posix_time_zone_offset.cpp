// '+04:00' as a time zone: PostgreSQL reads it as a POSIX specification, where west is positive.
// Who reads which spelling that way was measured: SET takes plain numbers, and make_timestamptz
// whatever starts with a sign, the other way round.
#include <array>
#include <string>

#include "parse/meaning/enclosing_object.h"
#include "parse/meaning/literal.h"
#include "parse/meaning/names.h"
#include "parse/meaning/posix_zone.h"
#include "parse/meaning/setting.h"
#include "rule/context.h"
#include "rule/rule.h"

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

/// The time zone that is passed to `function`, by its position or, where the function's arguments
/// have names, as `timezone => '…'`.
const Node* zone_argument(const FuncCall& call, const ZoneFunction& function) {
  const auto arguments = each(call.args);
  for (const NamedArgExpr* named : each<NamedArgExpr>(call.args)) {
    if (named != nullptr && view(named->name) == "timezone")
      return reinterpret_cast<const Node*>(named->arg);
  }
  return arguments[function.zone];
}

void report(const A_Const& zone, const parse::PosixOffset& offset, Context& context) {
  const bool west = offset.seconds_west > 0;
  context.report({.at = context.anchor().from_own_location(node(zone)),
                  .message = "`" + std::string(parse::string_value(zone)) + "` means " +
                             parse::in_words(offset) + (west ? " west" : " east") +
                             " of Greenwich here: the sign of a time zone given as text is read "
                             "the POSIX way",
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
  report(*zone, *offset, context);
}

void check_setting(const parse::Setting& setting, Context& context) {
  const A_Const* zone = parse::text_value(setting);
  if (setting.name != "timezone" || zone == nullptr) return;
  const auto offset = parse::posix_offset(parse::string_value(*zone));
  if (!offset || offset->seconds_west == 0) return;
  if (offset->spelling == OffsetSpelling::number) return;
  report(*zone, *offset, context);
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
    .wiki_entry = "4.6",
    .severity = Severity::error,
    .summary = "An offset given as text names a time zone on the other side of Greenwich",
    .help = "write the name of a region, or the offset as an interval: `INTERVAL '04:00'` is east",
    .why = R"(
Where a time zone is asked for as text, PostgreSQL looks for the name in its time zone database and
then reads the text as a POSIX specification: an optional name and the hours to *add to local time
to get UTC*. So `'+04:00'` and `'UTC+4'` are four hours west of Greenwich. Everywhere else, in ISO
8601, in `timestamptz` literals, in what PostgreSQL prints, plus is east. Nothing fails: every time
is off by twice the offset. At noon UTC, `AT TIME ZONE '+04:00'` gives 08:00, and `AT TIME ZONE
INTERVAL '04:00'` 16:00.

Some spellings are read the other way: SET takes `'+04'`, a plain number, as hours east, and so does
make_timestamptz with everything that starts with a sign. That makes the others harder to notice.
)",
    .reported = R"(
Text that is an offset, such as `'+04:00'`, `'-4'`, `'UTC+3'` or `'GMT-5:30'`, where PostgreSQL reads
its sign the POSIX way: in AT TIME ZONE and `timezone`, as the last argument of `date_trunc`,
`date_add`, `date_subtract` and `generate_series`, and as the setting `timezone` (SET TIME ZONE, SET,
ALTER ROLE, ALTER DATABASE, ALTER SYSTEM, functions, `set_config`). Behind a name in
`make_timestamptz`, too.
)",
    .not_reported = R"(
What has the sign of ISO 8601: intervals, offsets in `timestamptz` literals, plain numbers that a
setting is set to (`SET TIME ZONE '+04'`), signs without a name in `make_timestamptz`. Names of the
time zone database, of which `Etc/GMT-5` has the POSIX sign and documents it, and whole POSIX
specifications (`EST5EDT`, `<+03>-3`), which nobody writes by accident. An offset of zero. Zones that
are computed or stored in columns, and those inside of literals (`timestamptz '2030-01-01 UTC+4'`).
)",
    .instead = R"(
Best is the name of a region, which also follows the changes of its clocks:

```sql
SELECT timestamptz '2030-01-01 12:00+00' AT TIME ZONE 'Asia/Dubai';
SET TIME ZONE 'Asia/Dubai';
SELECT date_trunc('day', now(), 'Asia/Dubai');
```

Where only an offset is known, an interval has the sign that everybody expects:

```sql
SELECT timestamptz '2030-01-01 12:00+00' AT TIME ZONE INTERVAL '04:00';
SELECT timestamp '2030-01-01 12:00' AT TIME ZONE INTERVAL '-03:30';
SET TIME ZONE INTERVAL '04:00' HOUR TO MINUTE;
```

For functions that take the zone as text only, choose a name of the database; beware that in
`Etc/GMT-4`, four hours east, the sign is the POSIX one, too:

```sql
SELECT date_trunc('day', now(), 'Etc/GMT-4');
SELECT make_timestamptz(2030, 1, 1, 12, 0, 0, 'Asia/Dubai');
```

Find out first what the result is used for: whoever adapted to it, by turning the sign, depends on
it. A query or a function is replaced without touching data. A setting of a role or a database is in
effect from the next session on. What was computed with the wrong zone and stored as `timestamptz`
is off by twice the offset and has to be moved once:

```sql
UPDATE events SET happened_at = happened_at - 2 * INTERVAL '04:00' WHERE source = 'import';
```

On a large table, do that in batches: every row is written anew.
)",
    .fine = "Where POSIX is meant, write it so that nobody takes it for ISO 8601: `'<+04>-4'`.",
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
