// CHECK constraints that reject nothing, that should be NOT NULL, or that depend on the time at
// which they are evaluated.
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/defaults.h"
#include "design/expression.h"
#include "design/normal_form.h"
#include "design/places.h"
#include "parse/meaning/conjuncts.h"
#include "parse/meaning/literal.h"
#include "parse/meaning/names.h"
#include "parse/tree/walk.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::constraint_tautology {
namespace {

/// What is wrong with a CHECK.
struct Flaw {
  Severity severity = Severity::warning;
  std::string message;        ///< follows the name of the CHECK
  std::string advice;         ///< the help line
  std::string not_null = {};  ///< the column that the CHECK declares NOT NULL
  bool is_of_all = true;      ///< false for one of several conditions joined by AND
};

std::string_view operator_of(const A_Expr& expression) {
  return parse::builtin_name(expression.name);
}

bool holds_null(const List* values) {
  const auto all = each(values);
  return std::any_of(all.begin(), all.end(),
                     [](const Node* value) { return parse::null_literal(value) != nullptr; });
}

/// True for `x IN (…, NULL)` and `x = ANY (ARRAY[…, NULL])`, which are true or unknown.
bool lists_null(const A_Expr& expression) {
  if (operator_of(expression) != "=") return false;
  if (expression.kind == AEXPR_IN) return holds_null(as<List>(expression.rexpr));
  if (expression.kind != AEXPR_OP_ANY) return false;
  const auto* array = as<A_ArrayExpr>(parse::without_casts(expression.rexpr));
  return array != nullptr && holds_null(array->elements);
}

/// True for `x = NULL` and the like, which is always unknown.
bool compares_with_null(const A_Expr& expression) {
  constexpr std::array<std::string_view, 7> operators = {"=", "<>", "!=", "<", ">", "<=", ">="};
  return expression.kind == AEXPR_OP && expression.lexpr != nullptr &&
         std::ranges::count(operators, operator_of(expression)) > 0 &&
         (parse::null_literal(expression.lexpr) != nullptr ||
          parse::null_literal(expression.rexpr) != nullptr);
}

/// The column as it is written in SQL; VALUE in a domain. Empty for other expressions.
std::string column_sql(const Node* expression) {
  const std::string_view column = design::column_name(expression);
  if (column.empty()) return {};
  return column == "value" ? "VALUE" : catalog::quoted_name(column);
}

Flaw flaw_of_list(const A_Expr& expression) {
  const std::string column = column_sql(expression.lexpr);
  return {.severity = Severity::error,
          .message =
              "always passes: with NULL in the list, the result is true or NULL, and NULL passes",
          .advice = column.empty() || column == "VALUE"
                        ? "remove NULL from the list; a CHECK accepts NULL anyway"
                        : text::format("remove NULL from the list; a CHECK accepts NULL in `{}` "
                                       "anyway",
                                       column)};
}

/// What to write in place of a comparison of `column` with NULL.
std::string null_test(std::string_view name, const std::string& column, bool is_whole) {
  if (column.empty()) return "test for NULL with `IS NULL` or `IS NOT NULL`";
  if (name == "=") return text::format("write `{} IS NULL`", column);
  if (name != "<>" && name != "!=") {
    return text::format("compare `{}` with a value other than NULL", column);
  }
  if (!is_whole || column == "VALUE") return text::format("write `{} IS NOT NULL`", column);
  return text::format("declare `{}` NOT NULL and drop the CHECK", column);
}

/// `is_whole` is true if the CHECK has no other condition.
Flaw flaw_of_null_comparison(const A_Expr& expression, bool is_whole) {
  const bool is_right = parse::null_literal(expression.rexpr) != nullptr;
  const std::string column = column_sql(is_right ? expression.lexpr : expression.rexpr);
  const std::string name(operator_of(expression));
  std::string shown = "a comparison with NULL";
  if (!column.empty()) {
    shown = is_right ? text::format("`{} {} NULL`", column, name)
                     : text::format("`NULL {} {}`", name, column);
  }
  return {.severity = Severity::error,
          .message = text::format("always passes: {} is always NULL, and NULL passes", shown),
          .advice = null_test(name, column, is_whole)};
}

std::optional<Flaw> flaw_of_comparison(const A_Expr& expression, bool is_whole) {
  if (lists_null(expression)) return flaw_of_list(expression);
  if (compares_with_null(expression)) return flaw_of_null_comparison(expression, is_whole);
  return std::nullopt;
}

/// What rejects an empty text in a column, written for one whose `function` was tested for NULL.
std::string text_test(std::string_view function, const std::string& column) {
  if (function.ends_with("length")) return text::format("{}({}) > 0", function, column);
  if (function == "lower" || function == "upper") return text::format("{} <> ''", column);
  return text::format("{} ~ '\\S'", column);
}

/// `trim(name) IS NOT NULL`: the function gives NULL only for NULL, not for an empty text.
std::optional<Flaw> flaw_of_null_test(const NullTest& test) {
  if (test.nulltesttype != IS_NOT_NULL) return std::nullopt;
  constexpr std::array<std::string_view, 8> strict = {"btrim", "ltrim", "rtrim",       "trim",
                                                      "lower", "upper", "char_length", "length"};
  const auto* call = as<FuncCall>(parse::without_casts(reinterpret_cast<const Node*>(test.arg)));
  if (call == nullptr || call->args == nullptr) return std::nullopt;
  const std::string_view function = parse::builtin_name(call->funcname);
  const std::string column = column_sql(each(call->args)[0]);
  if (std::ranges::count(strict, function) == 0 || column.empty()) return std::nullopt;
  // The parser calls TRIM so.
  const std::string_view shown = function == "btrim" ? "trim" : function;
  return Flaw{
      .severity = Severity::warning,
      .message =
          text::format("rejects only NULL: `{}({})` of an empty text is not NULL", shown, column),
      .advice = text::format("write `{}` to reject an empty text", text_test(function, column))};
}

/// The flaw of a condition that all rows have to pass: one of those that AND joins. An OR is never
/// false if one of its alternatives is never false.
std::optional<Flaw> flaw_of_condition(const Node* condition, const Node* tree) {
  if (const auto* test = as<NullTest>(condition)) return flaw_of_null_test(*test);
  for (const Node* alternative : parse::disjuncts(condition)) {
    const auto* comparison = as<A_Expr>(alternative);
    if (comparison == nullptr) continue;
    if (auto flaw = flaw_of_comparison(*comparison, alternative == tree)) return flaw;
  }
  return std::nullopt;
}

/// How `node` reads the current time: `now()`; empty if it does not.
std::string clock_of(const Node& node) {
  if (const auto* value = as<SQLValueFunction>(&node)) {
    switch (value->op) {
      case SVFOP_CURRENT_DATE:
        return "CURRENT_DATE";
      case SVFOP_CURRENT_TIME:
      case SVFOP_CURRENT_TIME_N:
      case SVFOP_LOCALTIME:
      case SVFOP_LOCALTIME_N:
        return "CURRENT_TIME";
      case SVFOP_CURRENT_TIMESTAMP:
      case SVFOP_CURRENT_TIMESTAMP_N:
      case SVFOP_LOCALTIMESTAMP:
      case SVFOP_LOCALTIMESTAMP_N:
        return "CURRENT_TIMESTAMP";
      default:  // CURRENT_USER and the like
        return {};
    }
  }
  constexpr std::array<std::string_view, 5> clocks = {
      "now", "clock_timestamp", "statement_timestamp", "transaction_timestamp", "timeofday"};
  const auto* call = as<FuncCall>(&node);
  if (call == nullptr) return {};
  const std::string_view name = parse::builtin_name(call->funcname);
  const bool ages = name == "age" && each(call->args).size() == 1;
  if (!ages && std::ranges::count(clocks, name) == 0) return {};
  return std::string(name) + (ages ? "(…)" : "()");
}

/// True if all ancestors are AND or OR.
bool is_positive(parse::Ancestors ancestors) {
  return std::ranges::all_of(ancestors, [](const Node* ancestor) {
    const auto* joined = as<BoolExpr>(ancestor);
    return joined != nullptr && joined->boolop != NOT_EXPR;
  });
}

/// True if `clock` is an upper limit, as in `born_on <= CURRENT_DATE`: a row that has passed once
/// always passes. Understands the clock alone, cast, and moved by an interval.
bool is_upper_limit(const Node& clock, parse::Ancestors ancestors) {
  const Node* inner = &clock;
  while (!ancestors.empty()) {
    const Node* outer = ancestors.back();
    ancestors = ancestors.first(ancestors.size() - 1);
    const auto* expression = as<A_Expr>(outer);
    if (expression == nullptr) {
      if (as<TypeCast>(outer) == nullptr) return false;
      inner = outer;
      continue;
    }
    const std::string_view name = operator_of(*expression);
    if (name == "+" || (name == "-" && expression->lexpr == inner)) {
      inner = outer;
      continue;
    }
    if (expression->kind == AEXPR_BETWEEN) {
      const auto* limits = as<List>(expression->rexpr);
      return limits != nullptr && each(limits).back() == inner && is_positive(ancestors);
    }
    const bool above = (name == "<" || name == "<=") && expression->rexpr == inner;
    const bool below = (name == ">" || name == ">=") && expression->lexpr == inner;
    return (above || below) && expression->kind == AEXPR_OP && is_positive(ancestors);
  }
  return false;
}

std::optional<Flaw> flaw_of_time(const Node& tree) {
  std::string clock;
  parse::Walker walker;
  walker.walk_pruned(tree, [&](const Node& node, parse::Ancestors ancestors) {
    if (!clock.empty()) return false;
    std::string found = clock_of(node);
    if (!found.empty() && !is_upper_limit(node, ancestors)) clock = std::move(found);
    return clock.empty();
  });
  if (clock.empty()) return std::nullopt;
  return Flaw{
      .severity = Severity::warning,
      .message = text::format("depends on `{}`: rows become invalid over time, and "
                              "restoring them may fail",
                              clock),
      .advice = text::format("move the comparison with `{}` to a BEFORE INSERT trigger or to "
                             "the application",
                             clock)};
}

std::optional<Flaw> flaw_of(const std::string& sql) {
  const bool may_be_flawed = design::mentions_any(
      sql, {"null", "now", "current_", "localtime", "timestamp", "age", "timeofday"});
  if (!may_be_flawed) return std::nullopt;
  const design::ParsedExpression parsed(sql);
  if (parsed.tree() == nullptr) return std::nullopt;
  const auto conditions = parse::conjuncts(parsed.tree());
  for (const Node* condition : conditions) {
    auto flaw = flaw_of_condition(condition, parsed.tree());
    if (!flaw) continue;
    flaw->is_of_all = conditions.size() == 1;
    return flaw;
  }
  const auto* test = as<NullTest>(parsed.tree());
  const std::string_view column =
      test == nullptr ? std::string_view()
                      : design::column_name(reinterpret_cast<const Node*>(test->arg));
  if (!column.empty() && column != "value" && test->nulltesttype == IS_NOT_NULL) {
    return Flaw{
        .severity = Severity::info,
        .message = text::format("is used instead of NOT NULL: PostgreSQL and tools treat `{}` as "
                                "nullable",
                                column),
        .advice = text::format("declare `{}` NOT NULL and drop the CHECK", column),
        .not_null = std::string(column)};
  }
  return flaw_of_time(*parsed.tree());
}

/// `CHECK `c` of `t` always passes: …`, where `owner` is `` `t` ``.
std::string message_of(const Flaw& flaw, const std::string& check, const std::string& owner) {
  return text::format("{}CHECK `{}` of {} {}", flaw.is_of_all ? "" : "a condition in ", check,
                      owner, flaw.message);
}

/// A CHECK with its table.
struct Judged {
  const catalog::Relation& relation;
  const catalog::Constraint& constraint;
};

SchemaReport at(const Judged& judged) {
  const auto& [relation, constraint] = judged;
  return pglint::at(relation, constraint)
      .placed(design::clause_in(constraint.place))
      .about(constraint.mentioned);
}

void check_constraint(const Judged& judged, SchemaContext& context) {
  // Not as structured bindings, which clang 14 does not let lambdas capture.
  const catalog::Relation& relation = judged.relation;
  const catalog::Constraint& constraint = judged.constraint;
  auto flaw = flaw_of(constraint.expression);
  if (!flaw) return;
  // NOT VALID is the first of the steps that lead to NOT NULL without a long lock. A name that is
  // not a column means the whole row.
  const bool of_column = std::ranges::any_of(constraint.mentioned, [&](const std::string& name) {
    return relation.find_column(name) != nullptr;
  });
  if (flaw->severity == Severity::info && !(constraint.validated && of_column)) return;
  const catalog::Column* column =
      flaw->not_null.empty() ? nullptr : relation.find_column(flaw->not_null);
  if (column != nullptr && column->not_null == catalog::Answer::yes) {
    flaw->message = text::format("repeats the NOT NULL of `{}`", column->name);
    flaw->advice = text::format("drop the CHECK; `{}` is NOT NULL already", column->name);
  }
  context.report(at(judged)
                     .says(message_of(*flaw, constraint.name, "`" + relation.name.name + "`"))
                     .advises(flaw->advice)
                     .with(flaw->severity));
}

/// Reports a CHECK with the same condition as an earlier one.
void check_repetition(const std::vector<Judged>& checks, SchemaContext& context) {
  if (checks.size() < 2) return;
  std::map<std::string, const catalog::Constraint*> seen;
  for (const Judged& judged : checks) {
    std::string form = design::normal_form(judged.constraint.expression, judged.relation);
    for (const std::string& column : judged.constraint.mentioned) form += '\x1f' + column;
    const auto [first, is_new] = seen.emplace(std::move(form), &judged.constraint);
    if (is_new) continue;
    context.report(at(judged)
                       .says("duplicate CHECK: `{}` and `{}` of `{}` have the same condition",
                             judged.constraint.name, first->second->name, judged.relation.name.name)
                       .advises("drop `{}` or `{}`", judged.constraint.name, first->second->name)
                       .with(Confidence::low));
  }
}

void check_table(const design::Table& table, SchemaContext& context) {
  const catalog::Relation& relation = *table.relation;
  std::vector<Judged> checks;
  for (const catalog::Constraint& constraint : relation.constraints) {
    const bool judged = constraint.kind == catalog::ConstraintKind::check && constraint.certain &&
                        constraint.local && constraint.enforced;
    if (judged) checks.push_back({.relation = relation, .constraint = constraint});
  }
  for (const Judged& judged : checks) check_constraint(judged, context);
  check_repetition(checks, context);
}

void check_domain(const catalog::Object& object, SchemaContext& context) {
  const auto* domain = object.as<catalog::Domain>();
  if (domain == nullptr || !object.certain || !object.extension.empty()) return;
  for (const catalog::DomainConstraint& constraint : domain->constraints) {
    auto flaw = constraint.expression.empty() ? std::nullopt : flaw_of(constraint.expression);
    if (!flaw) continue;
    SchemaReport report =
        pglint::at(object)
            .says(message_of(*flaw, constraint.name, "domain `" + object.name.name + "`"))
            .advises(flaw->advice)
            .with(flaw->severity);
    report.object += "." + constraint.name;
    context.report(std::move(report));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "constraint-tautology",
    .group = Group::schema,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::error, Severity::info},
    .summary = "A CHECK that is always true, only repeats NOT NULL, or depends on the time",
    .help = "write a condition that can be false, `IS NULL`, or NOT NULL",
    .why = R"(
A CHECK rejects a row only if its expression is false; true and unknown pass. NULL in a list turns
"not in the list" from false into unknown, so `CHECK (a IN (1, 2, NULL))` accepts 99, and
`a <> NULL` is unknown for every row. The constraint is part of the schema and everyone relies on
it, but it never rejects anything.

`trim(name) IS NOT NULL` is meant to reject blank names. But trimming a blank text gives the empty
string, which is not NULL in PostgreSQL.

A CHECK that depends on the time is evaluated only when a row is written. Valid rows become invalid
while they are stored. Then an UPDATE of another column fails on them, and so does restoring a dump,
just when it is needed.
)",
    .reported = R"(
CHECK constraints of tables and domains as the linted files leave them:

- as errors, `IN (…, NULL)`, `= ANY (ARRAY[…, NULL])` and comparisons with NULL: as the whole CHECK,
  as one of the conditions joined by AND, or as one of the alternatives joined by OR;
- as warnings, `IS NOT NULL` of `trim`, `lower`, `upper` or `length` of a column, and `now()`,
  `CURRENT_DATE`, `age(x)` and similar functions;
- as info, `CHECK (c IS NOT NULL)`, which should be NOT NULL.

With low confidence, which is not shown by default, also a CHECK that repeats another one of the
table.
)",
    .not_reported = R"(
- The current time as an upper limit, as in `born_on <= CURRENT_DATE`: a row that has passed once
  always passes.
- `NOT IN (…, NULL)`, which is false for the values of its list.
- `CHECK (c IS NOT NULL) NOT VALID` until it is validated: a step towards NOT NULL.
- Constraints that are NOT ENFORCED.
)",
    .instead = R"(
Write the list without NULL. NULL passes a CHECK anyway, unless the column is NOT NULL. Adding the
constraint in two steps keeps the table open for writes while the rows are read:

```sql
ALTER TABLE parcels DROP CONSTRAINT parcels_size_check;
ALTER TABLE parcels ADD CONSTRAINT parcels_size_known CHECK (size IN ('s', 'm', 'l')) NOT VALID;
ALTER TABLE parcels VALIDATE CONSTRAINT parcels_size_known;
```

The old constraint accepted everything, so VALIDATE may find rows to correct first. For a text that
must not be blank, write `CHECK (name ~ '\S')`. A condition that must hold only at the time of
writing, such as "starts in the future", belongs in a BEFORE INSERT trigger or in the application.
)",
    .fine = R"(
A limit that depends on the time, in a table whose outdated rows are never updated and never
restored from a dump.
)",
    .bad = R"(
CREATE TABLE parcels (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  size text NOT NULL CHECK (size IN ('s', 'm', 'l', NULL)),
  weight_grams integer NOT NULL
);
)",
    .good = R"(
CREATE TABLE parcels (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  size text NOT NULL CHECK (size IN ('s', 'm', 'l')),
  weight_grams integer NOT NULL
);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html"
              "#DDL-CONSTRAINTS-CHECK-CONSTRAINTS",
              "https://www.postgresql.org/docs/current/functions-comparison.html"},
    .checks = {on<check_table>, on<check_domain>},
};

}  // namespace pglint::rules::constraint_tautology
