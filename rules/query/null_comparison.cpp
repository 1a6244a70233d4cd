// A comparison with NULL, which is never true.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "parse/meaning/enclosing_object.h"
#include "parse/meaning/literal.h"
#include "parse/meaning/names.h"
#include "parse/meaning/type_use.h"
#include "rule/context.h"
#include "rule/rule.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::null_comparison {
namespace {

/// A value and the NULL that it is compared with.
struct Comparison {
  std::string_view sign;  ///< the operator as it is written
  const Node* value = nullptr;
  const A_Const* null = nullptr;
};

bool is_constant(const Node* value) { return as<A_Const>(parse::without_casts(value)) != nullptr; }

/// The NULL in a list of nothing else.
const A_Const* only_null(const Node* list) {
  const A_Const* null = nullptr;
  for (const Node* value : each(as<List>(list))) {
    null = parse::null_literal(value);
    if (null == nullptr) return nullptr;
  }
  return null;
}

/// Without a NULL if it is no comparison with one.
Comparison comparison_of(const A_Expr& expression) {
  constexpr std::array<std::string_view, 7> signs = {"=", "<>", "!=", "<", ">", "<=", ">="};
  const std::string_view sign = parse::builtin_name(expression.name);
  if (expression.lexpr == nullptr || expression.rexpr == nullptr) return {};
  switch (expression.kind) {
    case AEXPR_IN:
      if (sign != "=") return {};  // `not-in-null-list`
      return {.sign = "IN", .value = expression.lexpr, .null = only_null(expression.rexpr)};
    case AEXPR_LIKE:
      return {.sign = sign == "~~" ? "LIKE" : "NOT LIKE",
              .value = expression.lexpr,
              .null = parse::null_literal(expression.rexpr)};
    case AEXPR_OP:
      break;
    default:
      return {};
  }
  if (std::ranges::find(signs, sign) == signs.end()) return {};
  if (const A_Const* null = parse::null_literal(expression.rexpr)) {
    return {.sign = sign, .value = expression.lexpr, .null = null};
  }
  return {.sign = sign, .value = expression.rexpr, .null = parse::null_literal(expression.lexpr)};
}

/// Whether `null` is written as NULL, not as a placeholder.
bool is_written(const A_Const& null, Context& context) {
  const text::Range at = context.anchor().from_own_location(node(null));
  const text::Range in_file = context.origin().in_file(at);
  return text::equals_ignoring_case(context.origin().content.substr(in_file.begin, in_file.size()),
                                    "null");
}

/// Whether the condition of a CHECK contains the node: `constraint-tautology` judges those.
bool is_in_check(parse::Ancestors ancestors) {
  constexpr std::size_t highest = 4;  // below the statement
  const auto top = ancestors.first(std::min(ancestors.size(), highest));
  return std::ranges::any_of(
      top, [](const Node* ancestor) { return as<Constraint>(ancestor) != nullptr; });
}

/// Whether something else is made of the NULL that the comparison results in.
bool is_used_as_null(const Node* parent) {
  return as<NullTest>(parent) != nullptr || as<BooleanTest>(parent) != nullptr ||
         as<CoalesceExpr>(parent) != nullptr || as<A_Expr>(parent) != nullptr;
}

std::string shown(const Comparison& comparison) {
  const auto* column = as<ColumnRef>(parse::without_casts(comparison.value));
  if (column == nullptr) return "a comparison with NULL";
  const std::string_view null = comparison.sign == "IN" ? "(NULL)" : "NULL";
  return text::format("`{} {} {}`", parse::sql_name(column->fields), comparison.sign, null);
}

std::string advice(const Comparison& comparison) {
  const std::string_view sign = comparison.sign;
  const auto* column = as<ColumnRef>(parse::without_casts(comparison.value));
  const std::string value = column == nullptr ? "…" : parse::sql_name(column->fields);
  if (sign == "=" || sign == "IN" || sign == "LIKE") {
    return text::format("to find NULL, write `{} IS NULL`", value);
  }
  if (sign == "<>" || sign == "!=" || sign == "NOT LIKE") {
    return text::format("to leave out NULL, write `{} IS NOT NULL`", value);
  }
  return text::format("compare `{}` with a value", value);
}

void check(const A_Expr& expression, Context& context) {
  const Comparison comparison = comparison_of(expression);
  if (comparison.null == nullptr || is_constant(comparison.value)) return;
  const bool is_other = is_used_as_null(context.parent()) || is_in_check(context.ancestors());
  if (is_other || !is_written(*comparison.null, context)) return;
  context.report({.at = context.here(expression),
                  .message = text::format("{} is never true", shown(comparison)),
                  .help = advice(comparison),
                  .object = parse::enclosing_object(context.ancestors())});
}

void check_case(const CaseExpr& expression, Context& context) {
  const Node* value = reinterpret_cast<const Node*>(expression.arg);
  if (value == nullptr || is_constant(value) || is_in_check(context.ancestors())) return;
  const auto* column = as<ColumnRef>(value);
  const std::string name = column == nullptr ? "…" : parse::sql_name(column->fields);
  for (const auto* when : each<CaseWhen>(expression.args)) {
    const A_Const* null =
        when == nullptr ? nullptr : parse::null_literal(reinterpret_cast<const Node*>(when->expr));
    if (null == nullptr || !is_written(*null, context)) continue;
    context.report({.at = context.anchor().from_own_location(node(*null)),
                    .message = "`WHEN NULL` never matches: CASE compares with `=`",
                    .help = text::format("write `CASE WHEN {} IS NULL THEN …`", name),
                    .object = parse::enclosing_object(context.ancestors())});
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "null-comparison",
    .group = Group::query,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "A comparison with NULL is never true",
    .help = "use IS NULL or IS NOT NULL",
    .why = R"(
NULL is an unknown value, so `x = NULL` and `x <> NULL` are unknown too, for all values of x. WHERE,
ON, IF and WHEN treat unknown like false: the query returns no rows, an UPDATE changes none, a
policy hides the table, a branch is never taken. PostgreSQL reports no error. `CASE x WHEN NULL`
compares in the same way.
)",
    .reported = R"(
`=`, `<>`, `<`, `>`, `<=`, `>=` and LIKE with a literal NULL, also in casts; IN with nothing but
NULL; `CASE x WHEN NULL`. In queries, data changes, views, policies, indexes, triggers and bodies of
functions.
)",
    .not_reported = R"(
Assignments (`SET x = NULL`, `x := NULL`); IS DISTINCT FROM; comparisons of constants; comparisons
inside of IS NULL, coalesce and the like; `x IN (1, NULL)`, which finds 1; placeholders. NOT IN,
which `not-in-null-list` reports, and CHECK, which `constraint-tautology` reports.
)",
    .instead = R"(
Write what is meant:

```sql
SELECT id FROM customers WHERE email IS NULL;
SELECT id FROM customers WHERE email IS NOT NULL;
```

To compare two values of which both may be NULL, write `a IS NOT DISTINCT FROM b`.
)",
    .fine = R"(
With `transform_null_equals = on`, which turns `x = NULL` into `x IS NULL` for old clients.
)",
    .bad = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, email text UNIQUE);
SELECT id FROM customers WHERE email = NULL;
)",
    .good = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, email text UNIQUE);
SELECT id FROM customers WHERE email IS NULL;
)",
    .links = {"https://www.postgresql.org/docs/current/functions-comparison.html"},
    .checks = {on<check>, on<check_case>},
    .covers = R"(
sqlfluff: CV05
pgrubic: GN024
)",
};

}  // namespace pglint::rules::null_comparison
