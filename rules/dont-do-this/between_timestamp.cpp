// BETWEEN on timestamps: both ends belong to the range, so a range that ends with a date includes
// midnight of that day and nothing after it. For dates and numbers that is right. Only the type of
// the value shows the difference, so the rule is silent if the type is not known.
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "catalog/column_lookup.h"

#include "parse/meaning/enclosing_object.h"
#include "parse/meaning/moment.h"
#include "parse/meaning/name_words.h"
#include "parse/meaning/names.h"
#include "parse/meaning/type_use.h"
#include "rule/context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::between_timestamp {
namespace {

using parse::TimeKind;

/// One of the three expressions.
struct Operand {
  parse::TimeValue value;
  std::string name = {};  ///< of the column that it is, as written
  std::string sql = {};   ///< for the help: `'2026-06-08'`, `created`; `…` for longer expressions
  std::optional<parse::ColumnSource> column = {};
};

struct Between {
  bool negated = false;
  bool symmetric = false;
  Operand value;
  Operand low;
  Operand high;
};

std::string sql_of(const Node* expression, const parse::TimeValue& value) {
  if (const auto* column = as<ColumnRef>(expression)) return parse::sql_name(column->fields);
  if (const auto* parameter = as<ParamRef>(expression)) {
    return "$" + std::to_string(parameter->number);
  }
  if (value.is_now) return "now()";
  if (!value.written.empty()) return "'" + value.written + "'";
  const auto* function = as<SQLValueFunction>(expression);
  return function != nullptr && function->op == SVFOP_CURRENT_DATE ? "CURRENT_DATE" : "…";
}

Operand operand(const Node* expression, parse::Ancestors ancestors) {
  Operand operand = {.value = parse::time_value(expression, ancestors)};
  operand.sql = sql_of(expression, operand.value);
  const auto* column = as<ColumnRef>(expression);
  if (column == nullptr) return operand;
  operand.name = parse::qualified_name(column->fields);
  if (operand.value.kind == TimeKind::unknown) {
    operand.column = parse::column_source(*column, ancestors);
  }
  return operand;
}

bool is_between(const A_Expr& expression) {
  return expression.kind == AEXPR_BETWEEN || expression.kind == AEXPR_NOT_BETWEEN ||
         expression.kind == AEXPR_BETWEEN_SYM || expression.kind == AEXPR_NOT_BETWEEN_SYM;
}

/// True for names that timestamps have: `created_at`, `start_ts`, `loginTime`.
bool sounds_like_a_moment(std::string_view column) {
  constexpr std::array<std::string_view, 6> last = {"at",        "ts",       "time",
                                                    "timestamp", "datetime", "tstamp"};
  const auto words = parse::name_words(column.substr(column.rfind('.') + 1));
  return words.size() > 1 && std::ranges::count(last, words.back()) > 0;
}

/// The kind of the operand, for a column by its type in the catalog.
TimeKind kind_of(const Operand& operand, const catalog::Catalog& catalog) {
  if (!operand.column) return operand.value.kind;
  const catalog::FoundColumn found = catalog::find_column(*operand.column, catalog);
  if (found.column == nullptr || found.column->type.name.empty()) return TimeKind::unknown;
  if (found.column->type.dimensions > 0) return TimeKind::other;
  return parse::time_kind(found.column->type.name);
}

struct Verdict {
  bool reported = false;
  Confidence confidence = Confidence::high;
};

/// True if a bound is cast to a timestamp, so that the values are compared as timestamps.
bool is_compared_as_moment(const Between& between) {
  return between.low.value.is_cast || between.high.value.is_cast;
}

/// True if nothing is left out and nothing can be in two ranges: the upper bound is the last value
/// before the next one. With SYMMETRIC, either bound may be the upper one.
bool ends_with_last_value(const Between& between) {
  return between.high.value.is_last || (between.symmetric && between.low.value.is_last);
}

/// Whether the value is a timestamp: by its type, or by its name and what it is compared with.
Verdict judge(const Between& between, const catalog::Catalog& catalog) {
  const TimeKind value = kind_of(between.value, catalog);
  if (value != TimeKind::unknown) return {.reported = value == TimeKind::moment};
  if (is_compared_as_moment(between)) return {.reported = true, .confidence = Confidence::medium};
  if (!sounds_like_a_moment(between.value.name)) return {};
  const TimeKind low = kind_of(between.low, catalog);
  const TimeKind high = kind_of(between.high, catalog);
  const auto fits = [](TimeKind kind) {
    return kind == TimeKind::moment || kind == TimeKind::date;
  };
  return {.reported = fits(low) || fits(high), .confidence = Confidence::medium};
}

std::string subject(const Between& between) {
  const std::string keyword = between.negated ? "`NOT BETWEEN`" : "`BETWEEN`";
  const std::string& name = between.value.name;
  return keyword + (name.empty() ? " on a timestamp" : " on timestamp `" + name + "`");
}

bool ends_on_day(const Operand& operand, const catalog::Catalog& catalog) {
  return operand.value.ends_on_day || kind_of(operand, catalog) == TimeKind::date;
}

/// True for the first day of a month.
bool begins_month(std::string_view day) {
  constexpr std::size_t length = std::string_view("2026-06-01").size();
  return day.size() == length && day.ends_with("01");
}

/// True for ranges from the first day of a month to that of another. Most likely, the last month is
/// meant to be outside, and not one day of it inside.
bool is_of_whole_months(const Between& between, const catalog::Catalog& catalog) {
  const std::string& low = between.low.value.written;
  const std::string& high = between.high.value.written;
  return begins_month(low) && begins_month(high) && low != high &&
         ends_on_day(between.high, catalog);
}

std::string message(const Between& between, const catalog::Catalog& catalog) {
  const std::string& written = between.high.value.written;
  const bool has_end = !between.symmetric;  // else either bound may be the upper one
  if (has_end && is_of_whole_months(between, catalog)) {
    return subject(between) + (between.negated ? " excludes" : " includes") +
           " the first instant of `" + written + "`, which belongs to the next period";
  }
  if (has_end && ends_on_day(between.high, catalog)) {
    const std::string day = written.empty() ? "the last day" : "`" + written + "`";
    return subject(between) + " ends at the start of " + day + ": the rest of that day is " +
           (between.negated ? "outside the range" : "left out");
  }
  if (has_end && between.high.value.ends_before_midnight) {
    return subject(between) + " ends at `" + written + "`: values between that and midnight are " +
           (between.negated ? "outside the range" : "left out");
  }
  return subject(between) + (between.negated ? " excludes both ends" : " includes both ends") +
         ": a value at the upper end may belong to the next range";
}

/// The first value that does not belong to the range any more.
std::string upper_bound(const Between& between, const catalog::Catalog& catalog) {
  const Operand& high = between.high;
  if (is_of_whole_months(between, catalog)) return high.sql;
  const bool is_literal = !high.value.written.empty();
  if (is_literal && (ends_on_day(high, catalog) || high.value.ends_before_midnight)) {
    return "DATE '" + high.value.written.substr(0, high.value.written.find_first_of(" T")) +
           "' + 1";
  }
  if (!ends_on_day(high, catalog)) return high.sql;
  return high.sql + (kind_of(high, catalog) == TimeKind::date ? " + 1" : " + INTERVAL '1 day'");
}

/// The range with an exclusive upper bound; empty, for the rule's help, where that is too long.
std::string advice(const Between& between, const catalog::Catalog& catalog) {
  const std::string& value = between.value.sql;
  if (between.symmetric || value == "…") return {};
  const std::string low = between.low.sql;
  const std::string high = upper_bound(between, catalog);
  return between.negated ? text::format("write `{} < {} OR {} >= {}`", value, low, value, high)
                         : text::format("write `{} >= {} AND {} < {}`", value, low, value, high);
}

/// True if hardly any value is exactly at an end: `now()` is the value or the upper bound, as in
/// `BETWEEN now() - interval '1 day' AND now()`.
bool is_harmless(const Between& between, const catalog::Catalog& catalog) {
  const bool compares_now = between.value.value.is_now && !ends_on_day(between.high, catalog);
  return between.high.value.is_now || compares_now;
}

void check(const A_Expr& expression, Context& context) {
  if (!is_between(expression)) return;
  const auto bounds = each(as<List>(expression.rexpr));
  if (bounds.size() != 2) return;
  std::vector<const Node*> path(context.ancestors().begin(), context.ancestors().end());
  path.push_back(&node(expression));
  Between between = {
      .negated = expression.kind == AEXPR_NOT_BETWEEN || expression.kind == AEXPR_NOT_BETWEEN_SYM,
      .symmetric = expression.kind == AEXPR_BETWEEN_SYM || expression.kind == AEXPR_NOT_BETWEEN_SYM,
      .value = operand(expression.lexpr, path),
      .low = operand(bounds[0], path),
      .high = operand(bounds[1], path)};
  const TimeKind value = between.value.value.kind;
  const bool settled = value == TimeKind::date || value == TimeKind::other;
  const bool hopeless =
      value == TimeKind::unknown && !between.value.column && !is_compared_as_moment(between);
  if (ends_with_last_value(between)) return;
  if (settled || hopeless || between.value.value.truncated) return;
  context.report_if(
      {.at = context.anchor().from_own_location(node(expression)),
       .message = "`BETWEEN` on a timestamp includes both ends",
       .object = parse::enclosing_object(context.ancestors())},
      [between = std::move(between)](const catalog::Catalog& catalog, Finding& finding) {
        const Verdict verdict = judge(between, catalog);
        finding.confidence = std::min(finding.confidence, verdict.confidence);
        if (!verdict.reported) return false;
        finding.message = message(between, catalog);
        finding.help = advice(between, catalog);
        if (is_harmless(between, catalog)) finding.severity = Severity::info;
        return true;
      });
}

}  // namespace

extern constinit const Rule rule = {
    .id = "between-timestamp",
    .group = Group::dont_do_this,
    .concern = Concern::correctness,
    .wiki_entry = "3.3",
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary =
        "BETWEEN on timestamps includes its upper bound, so a date there matches only midnight",
    .help = "write `>= lower AND < upper`, where `upper` is the first value outside the range",
    .why = R"(
`x BETWEEN a AND b` means `x >= a AND x <= b`: both ends belong to the range. For timestamps that is
almost never intended.

`created_at BETWEEN '2026-06-01' AND '2026-06-08'` matches the first seven days and, of the eighth,
exactly midnight. A query for one week counts some rows of the next week as well, and a query for
eight days loses nearly all of the eighth. An end such as `'2026-06-07 23:59:59'` loses what happens
in the last second. Consecutive ranges overlap at their ends, and rows there are counted twice: with
`BETWEEN '2026-05-01' AND '2026-06-01'`, the first instant of June belongs to May as well.
)",
    .reported = R"(
`BETWEEN`, `NOT BETWEEN` and `BETWEEN SYMMETRIC`, in queries, data changes, checks, views, policies,
trigger conditions and function bodies, if the value is a `timestamp` or `timestamptz`: by a cast,
by the function that returns it (`now()`, `to_timestamp`, `AT TIME ZONE`, …), or by the type of its
column as far as the linted files show it. With medium confidence if an end is cast to a timestamp
(`TIMESTAMP '2026-06-08'`), or if only the name of the column suggests a timestamp (`…_at`, `…_ts`,
`…_time`) and it is compared with a date or timestamp. As info if the upper end or the value is
`now()`.
)",
    .not_reported = R"(
Dates, numbers, text, times and intervals; timestamps that `date_trunc` has truncated; values of
unknown type. An upper end that leaves nothing out because it is the last value before the next
range: `23:59:59.999999`, `… - interval '1 microsecond'`, `infinity`.
)",
    .instead = R"(
Begin a range with its first value, and end it before the first value of the next range:

```sql
SELECT count(*)
FROM orders
WHERE created_at >= '2026-06-01' AND created_at < '2026-06-09';
```

This works for a day, for a month, and for a range whose end is a parameter, and it uses an index on
the column as BETWEEN does. A range type states both ends at once:

```sql
SELECT count(*)
FROM orders
WHERE created_at <@ tstzrange('2026-06-01', '2026-06-09', '[)');
```

Replace views and functions; drop checks and add them again. No data changes.
)",
    .fine = R"(
For numbers and dates, which have a next value, so a range can include both ends. For timestamps if
nothing happens exactly at the end, as in a range up to `now()`.
)",
    .bad = R"(
CREATE TABLE orders (id bigint PRIMARY KEY, created_at timestamptz NOT NULL);
SELECT id FROM orders WHERE created_at BETWEEN '2026-06-01' AND '2026-06-08';
)",
    .good = R"(
CREATE TABLE orders (id bigint PRIMARY KEY, created_at timestamptz NOT NULL, due date NOT NULL);
SELECT id FROM orders WHERE created_at >= '2026-06-01' AND created_at < '2026-06-09';
SELECT id FROM orders WHERE due BETWEEN '2026-06-01' AND '2026-06-08';
)",
    .links = {"https://wiki.postgresql.org/wiki/"
              "Don%27t_Do_This#Don.27t_use_BETWEEN_.28especially_with_timestamps.29",
              "https://www.postgresql.org/docs/current/functions-comparison.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::between_timestamp
