// CURRENT_TIME returns a timetz.
#include "parse/meaning/enclosing_object.h"
#include "parse/meaning/type_name.h"
#include "rule/context.h"
#include "rule/fix/edit.h"
#include "rule/rule.h"
#include "rule/type_report.h"

namespace pglint::rules::current_time_function {
namespace {

/// True if the value is cast to `time`, or is in the definition of a column of that type.
bool becomes_time(const Context& context) {
  const auto* cast = as<TypeCast>(context.parent());
  const TypeName* type =
      cast == nullptr ? declared_type_around(context.ancestors()) : cast->typeName;
  return type != nullptr && parse::builtin_type(*type) == "time";
}

/// True if nothing but a cast to `time` sees the value.
bool is_only_time(const Context& context) {
  const auto* constraint = as<Constraint>(context.parent());
  const bool is_default = constraint != nullptr && constraint->contype == CONSTR_DEFAULT;
  return becomes_time(context) && (is_default || as<TypeCast>(context.parent()) != nullptr);
}

/// LOCALTIME is the time of day of CURRENT_TIME.
std::vector<Fix> as_local_time(const SQLValueFunction& function, Context& context) {
  if (!is_only_time(context)) return {};
  const std::size_t token = context.tokens().at(context.here(function).begin);
  return {{.description = "use `LOCALTIME`",
           .safety = FixSafety::safe,
           .edits = {{.range = context.tokens().range(token),
                      .replacement = in_case_of(context.tokens().text(token), "LOCALTIME")}}}};
}

void check(const SQLValueFunction& function, Context& context) {
  if (function.op != SVFOP_CURRENT_TIME && function.op != SVFOP_CURRENT_TIME_N) return;
  context.report({.at = context.here(function),
                  .message = "`CURRENT_TIME` returns `time with time zone`: its offset is "
                             "meaningless without a date",
                  .help = becomes_time(context) ? "use `LOCALTIME`, which is a `time`" : "",
                  .object = parse::enclosing_object(context.ancestors()),
                  .fixes = as_local_time(function, context)});
}

}  // namespace

extern constinit const Rule rule = {
    .id = "current-time-function",
    .group = Group::dont_do_this,
    .concern = Concern::style,
    .wiki_entry = "4.4",
    .severity = Severity::warning,
    .summary = "CURRENT_TIME returns time with time zone, a type to avoid",
    .help =
        "use `CURRENT_TIMESTAMP` for a point in time, `LOCALTIME` for a time of day, "
        "`CURRENT_DATE` for a date",
    .why = R"(
`CURRENT_TIME` returns `time with time zone`: the time of day in the session's time zone with
today's offset, but without the date. A stored value cannot follow the next daylight saving change,
and a comparison with a `time` converts one of the two by the session's time zone.
)",
    .reported = R"(
`CURRENT_TIME`, with and without a precision, in any expression: queries, defaults, checks, views,
policies, function bodies. Also if it is cast to `time` at once, which is the same as `LOCALTIME`.
)",
    .not_reported = R"(
`CURRENT_TIMESTAMP`, `LOCALTIME`, `LOCALTIMESTAMP`, `CURRENT_DATE`, and a column with that name
(`"current_time"`).
)",
    .instead = R"(
Use the function that returns what you need:

```sql
SELECT CURRENT_TIMESTAMP;  -- this point in time, timestamptz; the same as now()
SELECT CURRENT_DATE;       -- today in the session's time zone
SELECT LOCALTIME;          -- the time of day in the session's time zone, time
```

Changing a DEFAULT only changes the system catalogs, under a short ACCESS EXCLUSIVE lock. Existing
rows stay as they are.

```sql
ALTER TABLE visits ALTER COLUMN at SET DEFAULT LOCALTIME;
```
)",
    .fine =
        "Never: the type `time with time zone` is not useful, and neither is its current value.",
    .bad = "CREATE TABLE visits (id bigint PRIMARY KEY, at time DEFAULT CURRENT_TIME);",
    .good = "CREATE TABLE visits (id bigint PRIMARY KEY, at time DEFAULT LOCALTIME);",
    .links = {"https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_CURRENT_TIME",
              "https://www.postgresql.org/docs/current/"
              "functions-datetime.html#FUNCTIONS-DATETIME-CURRENT"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::current_time_function
