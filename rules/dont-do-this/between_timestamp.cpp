// BETWEEN on moments: both ends count, so a range that is written with days takes in midnight of
// the last one and nothing else of it. Dates and numbers are counted, moments are measured: only
// the type of the value tells, so the rule is silent where it cannot be told.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "catalog/column_lookup.h"

#include "parse/meaning/enclosing_object.h"
#include "parse/meaning/moment.h"
#include "parse/meaning/name_words.h"
#include "parse/meaning/names.h"
#include "rule/context.h"
#include "rule/rule.h"

namespace pglint::rules::between_timestamp {
namespace {

using parse::TimeKind;

/// One of the three expressions.
struct Operand {
  parse::TimeValue value;
  std::string name = {};  ///< of the column that it is, as written
  std::optional<parse::ColumnSource> column = {};
};

struct Between {
  bool negated = false;
  Operand value;
  Operand low;
  Operand high;
};

Operand operand(const Node* expression, parse::Ancestors ancestors) {
  Operand operand = {.value = parse::time_value(expression, ancestors)};
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

/// `created_at`, `start_ts`, `loginTime`: names that moments have.
bool sounds_like_a_moment(std::string_view column) {
  constexpr std::array<std::string_view, 6> last = {"at",        "ts",       "time",
                                                    "timestamp", "datetime", "tstamp"};
  const auto words = parse::name_words(column.substr(column.rfind('.') + 1));
  return words.size() > 1 && std::ranges::count(last, words.back()) > 0;
}

/// What a column is, by its type in the catalog.
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

/// Whether the value is a moment, by its own type, or by what it is compared with and called.
Verdict judge(const Between& between, const catalog::Catalog& catalog) {
  const TimeKind value = kind_of(between.value, catalog);
  if (value != TimeKind::unknown) return {.reported = value == TimeKind::moment};
  if (!sounds_like_a_moment(between.value.name)) return {};
  const TimeKind low = kind_of(between.low, catalog);
  const TimeKind high = kind_of(between.high, catalog);
  const auto fits = [](TimeKind kind) {
    return kind == TimeKind::moment || kind == TimeKind::date;
  };
  return {.reported = fits(low) || fits(high), .confidence = Confidence::medium};
}

/// "`created_at`", or "the value" for what is no column.
std::string subject(const Operand& operand) {
  return operand.name.empty() ? "the value" : "`" + operand.name + "`";
}

bool ends_on_day(const Operand& operand, const catalog::Catalog& catalog) {
  return operand.value.ends_on_day || kind_of(operand, catalog) == TimeKind::date;
}

std::string message(const Between& between, const catalog::Catalog& catalog) {
  const std::string value = subject(between.value);
  const parse::TimeValue& high = between.high.value;
  const std::string end = high.written.empty() ? "the last day" : "`" + high.written + "`";
  if (ends_on_day(between.high, catalog)) {
    return (between.negated ? "counts all of " + end + " but midnight as outside: "
                            : "takes only midnight of " + end + ": ") +
           value + " is a moment and BETWEEN ends there";
  }
  if (high.ends_before_midnight) {
    return (between.negated ? "counts what happens after " + end + " as outside: "
                            : "leaves out what happens after " + end + ": ") +
           value + " has fractions of a second";
  }
  return (between.negated ? "leaves out both ends: " : "takes in both ends: ") + value +
         " at the upper one is in this range and in the next";
}

/// `BETWEEN now() - interval '1 day' AND now()` has no next range, and now() is hardly ever exactly
/// at an end.
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
      .value = operand(expression.lexpr, path),
      .low = operand(bounds[0], path),
      .high = operand(bounds[1], path)};
  const TimeKind value = between.value.value.kind;
  const bool settled = value == TimeKind::date || value == TimeKind::other;
  const bool hopeless = value == TimeKind::unknown && !between.value.column;
  if (settled || hopeless || between.value.value.truncated) return;
  context.report_if(
      {.at = context.anchor().from_own_location(node(expression)),
       .message = "takes in both ends",
       .object = parse::enclosing_object(context.ancestors())},
      [between = std::move(between)](const catalog::Catalog& catalog, Finding& finding) {
        const Verdict verdict = judge(between, catalog);
        finding.confidence = std::min(finding.confidence, verdict.confidence);
        if (!verdict.reported) return false;
        finding.message = message(between, catalog);
        if (is_harmless(between, catalog)) finding.severity = Severity::info;
        return true;
      });
}

}  // namespace

extern constinit const Rule rule = {
    .id = "between-timestamp",
    .group = Group::dont_do_this,
    .wiki_entry = "3.3",
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "BETWEEN on moments takes in its upper end, and of a last day only midnight",
    .help = "write `>= lower AND < upper`, with the first moment that no longer belongs to it",
    .why = R"(
`x BETWEEN a AND b` is `x >= a AND x <= b`: both ends belong to it. For moments that is never what
a range of time means.

`created_at BETWEEN '2026-06-01' AND '2026-06-08'` holds the first seven days and of the eighth
exactly midnight. Whoever wanted the week counts some rows of the next one as well; whoever wanted the
eighth day loses nearly all of it. `'2026-06-07 23:59:59'` as the end loses what happens in the last
second. Ranges that follow one another overlap in their ends, and rows that lie there are counted twice.
)",
    .reported = R"(
`BETWEEN`, `NOT BETWEEN` and `BETWEEN SYMMETRIC`, in queries, data changes, checks, views, policies,
conditions of triggers and bodies of functions, where the value is a `timestamp` or `timestamptz`: by
a cast, by the function that makes it (`now()`, `to_timestamp`, `AT TIME ZONE`, …), by the type of its
column as far as the linted files tell, or, with medium confidence, because its column is called like
a moment (`…_at`, `…_ts`, `…_time`) and is compared with a day or a moment. As info where the upper end
is `now()`, or `now()` is the value.
)",
    .not_reported = R"(
Dates, numbers, text, times and intervals; moments that `date_trunc` made countable; values whose type
nothing tells.
)",
    .instead = R"(
A range of time begins with its first moment and ends before the first moment of the next one:

```sql
SELECT count(*)
FROM orders
WHERE created_at >= '2026-06-01' AND created_at < '2026-06-09';
```

That reads the same for a day, a month, and a range whose end comes from a parameter, and uses an index
on the column as BETWEEN does. For columns that hold the two ends of a range, a range type says it once:

```sql
SELECT count(*)
FROM orders
WHERE created_at <@ tstzrange('2026-06-01', '2026-06-09', '[)');
```

Views and functions are replaced, checks are dropped and added again; no data is touched.
)",
    .fine = R"(
Numbers and dates have a next value, so both ends of a range of them can be meant. Moments have none;
but where nothing happens at the very end, as in a range up to `now()`, BETWEEN does no harm.
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
