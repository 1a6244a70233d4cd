// timestamp(p) and timestamptz(p) with p below 6, and CURRENT_TIMESTAMP(p), which rounds the same
// way. Six digits are what the types have anyway; more are reduced to six.
#include <string>

#include "parse/meaning/enclosing_object.h"
#include "parse/meaning/type_name.h"
#include "rule/rule.h"
#include "rule/type_report.h"

namespace pglint::rules::timestamp_precision {
namespace {

constexpr long full_precision = 6;

bool is_timestamp(const TypeName& type) {
  const std::string_view name = parse::builtin_type(type);
  return name == "timestamp" || name == "timestamptz";
}

/// The digits that `type` rounds to; nothing for other types and for those that do not round.
std::optional<long> rounded_digits(const TypeName& type) {
  if (!is_timestamp(type)) return std::nullopt;
  const auto digits = parse::type_modifier(type);
  return digits && *digits < full_precision ? digits : std::nullopt;
}

std::string rounding(long digits) {
  if (digits == 0) return "rounds to whole seconds, up to half a second into the future";
  return "rounds to " + std::to_string(digits) + (digits == 1 ? " digit" : " digits") +
         " of a second, half of the time into the future";
}

void check_type(const TypeName& type, Context& context) {
  const auto digits = rounded_digits(type);
  if (!digits) return;
  const auto use = reportable_modifier_use(type, context);
  if (!use) return;
  const std::string written = "`" + parse::with_modifier(parse::builtin_type(type), type) + "`";
  const bool ignored = parse::modifier_effect(use->place) == parse::ModifierEffect::ignored;
  report_type(type, *use,
              {.message = parse::describe(*use) + " " +
                          (ignored ? "takes any precision: PostgreSQL ignores the digits of " +
                                         written + " here"
                                   : rounding(*digits) + ": " + written),
               .stored = *digits == 0 ? Severity::warning : Severity::info},
              context);
}

/// `CURRENT_TIMESTAMP` or `LOCALTIMESTAMP` where the function is one of them with a precision.
std::string_view name_with_precision(const SQLValueFunction& function) {
  if (function.op == SVFOP_CURRENT_TIMESTAMP_N) return "CURRENT_TIMESTAMP";
  return function.op == SVFOP_LOCALTIMESTAMP_N ? "LOCALTIMESTAMP" : "";
}

void check_function(const SQLValueFunction& function, Context& context) {
  const std::string_view name = name_with_precision(function);
  if (name.empty() || function.typmod >= full_precision) return;
  const TypeName* declared = declared_type_around(context.ancestors());
  if (declared != nullptr && rounded_digits(*declared)) return;  // the column is reported
  context.report({.at = context.here(function),
                  .message = "`" + std::string(name) + "(" + std::to_string(function.typmod) +
                             ")` " + rounding(function.typmod),
                  .object = parse::enclosing_object(context.ancestors()),
                  .severity = Severity::info});
}

}  // namespace

extern constinit const Rule rule = {
    .id = "timestamp-precision",
    .group = Group::dont_do_this,
    .wiki_entry = "4.5",
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A timestamp with a precision rounds, so that values can lie in the future",
    .help = "leave the precision out; where whole seconds are wanted, `date_trunc('second', …)`",
    .why = R"(
`timestamptz(0)` looks as if it cut the fractions of a second off, but it rounds: 23:59:59.5 becomes
midnight of the next day. Half of all values are moved into the future, by up to half a second. A
row that is stored now has not happened yet for `WHERE created_at <= now()`, an interval since then
is negative, a day's last events are counted on the next.

Nothing is gained: the value takes 8 bytes with any precision. With 1 to 5 digits the same happens
on a smaller scale, and values no longer equal those they were made from.
)",
    .reported = R"(
`timestamp(p)` and `timestamptz(p)` with a precision below 6, wherever a type is written. Columns,
attributes of composite types and domains with a precision of 0 are a warning, with 1 to 5 info.
What stores nothing (casts, arguments, results, variables) is info, and so are `CURRENT_TIMESTAMP(p)`
and `LOCALTIMESTAMP(p)`, which round in the same way.
)",
    .not_reported = R"(
A precision of 6, which the types have anyway, and more, which PostgreSQL reduces to 6. `time(p)` and
`interval(p)`, which are no moments. Functions with a precision in the DEFAULT of a column that is
reported itself.
)",
    .instead = R"(
Leave the precision out, and cut where it matters; `date_trunc` never rounds up:

```sql
CREATE TABLE visits (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  started_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz DEFAULT date_trunc('second', now())
);
SELECT date_trunc('milliseconds', started_at) FROM visits;
```

To show fewer digits, format the value where it is shown:

```sql
SELECT to_char(started_at, 'YYYY-MM-DD HH24:MI:SS') FROM visits;
```

An existing column loses its precision by a change of the catalog: no rewrite, no index is built, an
ACCESS EXCLUSIVE lock for a moment. Views and rules that use the column have to be dropped first and
made again.

```sql
ALTER TABLE orders ALTER COLUMN created_at TYPE timestamptz;
```

What is stored stays rounded; new values have all six digits. If somebody relies on whole seconds,
cut in the column's DEFAULT, or for all writers in a trigger:

```sql
ALTER TABLE orders ALTER COLUMN created_at SET DEFAULT date_trunc('second', now());
```

The other way round, from more digits to fewer, the table and its indexes are rewritten under that
lock, and every value is rounded.
)",
    .fine = "Never: where fewer digits are wanted, cutting them off is wanted.",
    .bad = R"(
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  created_at timestamptz(0) NOT NULL
);
)",
    .good = R"(
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT date_trunc('second', now())
);
)",
    .links = {"https://wiki.postgresql.org/wiki/"
              "Don%27t_Do_This#Don.27t_use_timestamp.280.29_or_timestamptz.280.29",
              "https://www.postgresql.org/docs/current/datatype-datetime.html"},
    .checks = {on<check_type>, on<check_function>},
};

}  // namespace pglint::rules::timestamp_precision
