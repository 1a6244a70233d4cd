// timestamp(p) and timestamptz(p) with p below 6, and CURRENT_TIMESTAMP(p), which rounds the same
// way. Six digits are the default and the maximum; PostgreSQL reduces more to six.
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "parse/meaning/enclosing_object.h"
#include "parse/meaning/name_words.h"
#include "parse/meaning/type_name.h"
#include "rule/fix/type_fix.h"
#include "rule/rule.h"
#include "rule/type_report.h"
#include "text/format.h"

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

/// Completes "rounds to".
std::string unit_of(long digits) {
  constexpr std::array<std::string_view, 4> units = {"whole seconds", "tenths of a second",
                                                     "hundredths of a second", "milliseconds"};
  const auto known = static_cast<std::size_t>(digits);
  if (known < units.size()) return std::string(units[known]);
  return std::to_string(digits) + " digits of a second";
}

/// What follows the type or function that rounds.
std::string rounding(std::string_view subject, long digits) {
  return text::format("rounds {}to {}, and a time rounded up lies in the future", subject,
                      unit_of(digits));
}

/// True for the times of plans, as names say: they lie in the future anyway.
bool is_planned(std::string_view name) {
  constexpr std::array<std::string_view, 15> words = {
      "deadline", "due",     "expiration", "expire",    "expires", "expiry",   "next", "planned",
      "renew",    "renewal", "schedule",   "scheduled", "timeout", "timeouts", "until"};
  const auto parts = parse::name_words(name);
  return std::ranges::any_of(
      parts, [&](const std::string& part) { return std::ranges::count(words, part) > 0; });
}

/// Drops the precision of `name`. If its values have no time zone, recommends the one whose values
/// have.
std::string without_precision(std::string_view name, long digits) {
  std::string zoned;
  if (name == "timestamp") zoned = "timestamptz";
  if (name == "timestamp[]") zoned = "timestamptz[]";
  if (name == "LOCALTIMESTAMP") zoned = "CURRENT_TIMESTAMP";
  if (zoned.empty()) return text::format("drop the `({})`", digits);
  return text::format("drop the `({})`, and use `{}` unless the time is local on purpose", digits,
                      zoned);
}

/// `without_digits`: the type or function without its precision. Also says how to cut `value` to so
/// many digits if date_trunc has a unit for them.
std::string advice(std::string_view without_digits, std::string_view value, long digits) {
  const std::string_view unit = digits == 0 ? "second" : digits == 3 ? "milliseconds" : "";
  const std::string instead = without_precision(without_digits, digits);
  if (unit.empty()) return instead;
  return text::format("{}; to cut values to {}, use `date_trunc('{}', {})`", instead,
                      unit_of(digits), unit, value);
}

std::string message_for(const TypeName& type, const parse::TypeUse& use, long digits) {
  const std::string written = parse::with_modifier(parse::builtin_type(type), type);
  if (parse::modifier_effect(use.place) == parse::ModifierEffect::ignored) {
    return parse::is_declared_as(use, written) + ": PostgreSQL ignores the precision here";
  }
  if (use.is_stored() && is_planned(use.name)) {
    return text::format("`{}` rounds {} to {} and does not save space", written,
                        parse::describe(use), unit_of(digits));
  }
  if (use.place == parse::TypePlace::cast) {
    return text::format("this cast to `{}` {}", written, rounding("", digits));
  }
  if (use.place == parse::TypePlace::returning) {
    return text::format("`{}` in this RETURNING clause {}", written, rounding("", digits));
  }
  return text::format("`{}` {}", written, rounding(parse::describe(use) + " ", digits));
}

void check_type(const TypeName& type, Context& context) {
  const auto digits = rounded_digits(type);
  if (!digits) return;
  const auto use = reportable_modifier_use(type, context);
  if (!use) return;
  const bool is_planned_time = use->is_stored() && is_planned(use->name);
  if (is_planned_time && *digits > 0) return;
  const std::string plain =
      std::string(parse::builtin_type(type)) + (type.arrayBounds == nullptr ? "" : "[]");
  const bool ignored = parse::modifier_effect(use->place) == parse::ModifierEffect::ignored;
  report_type(type, *use,
              {.message = message_for(type, *use, *digits),
               .help = ignored ? without_precision(plain, *digits) : advice(plain, "…", *digits),
               .stored = *digits == 0 && !is_planned_time ? Severity::warning : Severity::info,
               .fixes = without_modifier(type, *use, context)},
              context);
}

/// `CURRENT_TIMESTAMP` or `LOCALTIMESTAMP` if the function is one of them with a precision.
std::string_view name_with_precision(const SQLValueFunction& function) {
  if (function.op == SVFOP_CURRENT_TIMESTAMP_N) return "CURRENT_TIMESTAMP";
  return function.op == SVFOP_LOCALTIMESTAMP_N ? "LOCALTIMESTAMP" : "";
}

void check_function(const SQLValueFunction& function, Context& context) {
  const std::string_view name = name_with_precision(function);
  if (name.empty() || function.typmod >= full_precision) return;
  const TypeName* declared = declared_type_around(context.ancestors());
  if (declared != nullptr && rounded_digits(*declared)) return;  // the column is reported
  context.report(
      {.at = context.here(function),
       .message = text::format("`{}({})` {}", name, function.typmod, rounding("", function.typmod)),
       .help = advice(name, name, function.typmod),
       .object = parse::enclosing_object(context.ancestors()),
       .severity = Severity::info});
}

}  // namespace

extern constinit const Rule rule = {
    .id = "timestamp-precision",
    .group = Group::dont_do_this,
    .concern = Concern::style,
    .wiki_entry = "4.5",
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A timestamp with a precision rounds its values up or down, also into the future",
    .help = "drop the precision; to cut values to whole seconds, use `date_trunc('second', …)`",
    .many = "columns are timestamps with a precision: values are rounded, some into the future",
    .why = R"(
`timestamptz(0)` looks as if it cut off the fraction of a second, but it rounds: 23:59:59.5 becomes
midnight of the next day. Half of all values move into the future, by up to half a second. A row
that was just stored does not match `WHERE created_at <= now()`, an interval since then is negative,
and the last events of a day count for the next one.

The precision does not save space: a value takes 8 bytes with any precision. With 1 to 5 digits the
same happens on a smaller scale, and stored values no longer equal the values that were sent.
)",
    .reported = R"(
`timestamp(p)` and `timestamptz(p)` with a precision below 6, wherever a type can be written.
Columns, attributes of composite types and domains are a warning with a precision of 0, and info
with 1 to 5. Where nothing is stored (casts, arguments, results, variables) it is info, and so are
`CURRENT_TIMESTAMP(p)` and `LOCALTIMESTAMP(p)`, which round the same way. More than ten columns of
one database are one finding, except those in new and changed files.
)",
    .not_reported = R"(
Fractions of a second of planned times, by the column's name (`expires_at`, `schedule_timeout_at`,
`next_run_at`), which lie in the future anyway; with a precision of 0 these are info. A precision of
6, which is the default, and more, which PostgreSQL reduces to 6. `time(p)` and `interval(p)`, which
are not points in time. Functions with a precision in the DEFAULT of a column that is reported
itself.
)",
    .instead = R"(
Leave out the precision, and cut values where it matters. `date_trunc` never rounds up:

```sql
CREATE TABLE visits (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  started_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz DEFAULT date_trunc('second', now())
);
SELECT date_trunc('milliseconds', started_at) FROM visits;
```

To show fewer digits, format the value for display:

```sql
SELECT to_char(started_at, 'YYYY-MM-DD HH24:MI:SS') FROM visits;
```

Removing the precision of an existing column only changes the system catalogs: no table rewrite, no
index rebuild, a short ACCESS EXCLUSIVE lock. Views and rules that use the column have to be dropped
first and created again.

```sql
ALTER TABLE orders ALTER COLUMN created_at TYPE timestamptz;
```

Existing values stay rounded; new values have all six digits. If an application relies on whole
seconds, cut in the column's DEFAULT, or for all writers in a trigger:

```sql
ALTER TABLE orders ALTER COLUMN created_at SET DEFAULT date_trunc('second', now());
```

The opposite change, from more digits to fewer, rewrites the table and its indexes under that lock
and rounds every value.
)",
    .fine = "Never: if you want fewer digits, cut them off.",
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
