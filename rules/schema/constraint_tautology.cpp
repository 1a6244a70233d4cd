// CHECK constraints that reject nothing, that say NOT NULL in other words, or that depend on when
// they are asked.
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
#include "rule/schema_context.h"
#include "text/format.h"

namespace pglint::rules::constraint_tautology {
namespace {

/// What is wrong with a CHECK.
struct Flaw {
  Severity severity = Severity::warning;
  std::string message;
};

std::string_view operator_of(const A_Expr& expression) {
  return parse::builtin_name(expression.name);
}

bool holds_null(const List* values) {
  const auto all = each(values);
  return std::any_of(all.begin(), all.end(),
                     [](const Node* value) { return parse::null_literal(value) != nullptr; });
}

/// `x IN (…, NULL)`, `x = ANY (ARRAY[…, NULL])`: true or unknown.
bool lists_null(const A_Expr& expression) {
  if (operator_of(expression) != "=") return false;
  if (expression.kind == AEXPR_IN) return holds_null(as<List>(expression.rexpr));
  if (expression.kind != AEXPR_OP_ANY) return false;
  const auto* array = as<A_ArrayExpr>(parse::without_casts(expression.rexpr));
  return array != nullptr && holds_null(array->elements);
}

/// `x = NULL`: unknown, whatever x is.
bool compares_with_null(const A_Expr& expression) {
  constexpr std::array<std::string_view, 7> operators = {"=", "<>", "!=", "<", ">", "<=", ">="};
  return expression.kind == AEXPR_OP && expression.lexpr != nullptr &&
         std::ranges::count(operators, operator_of(expression)) > 0 &&
         (parse::null_literal(expression.lexpr) != nullptr ||
          parse::null_literal(expression.rexpr) != nullptr);
}

std::optional<Flaw> flaw_of_comparison(const A_Expr& expression) {
  if (lists_null(expression)) {
    return Flaw{Severity::error, "rejects nothing: NULL in its list makes it unknown, never false"};
  }
  if (!compares_with_null(expression)) return std::nullopt;
  return Flaw{
      Severity::error,
      "rejects nothing: a comparison with NULL is unknown, and a CHECK passes what is unknown"};
}

/// `trim(name) IS NOT NULL`: the function gives NULL for NULL only, not for an empty text.
std::optional<Flaw> flaw_of_null_test(const NullTest& test) {
  if (test.nulltesttype != IS_NOT_NULL) return std::nullopt;
  constexpr std::array<std::string_view, 8> strict = {"btrim", "ltrim", "rtrim",       "trim",
                                                      "lower", "upper", "char_length", "length"};
  const auto* call = as<FuncCall>(parse::without_casts(reinterpret_cast<const Node*>(test.arg)));
  if (call == nullptr || call->args == nullptr) return std::nullopt;
  const std::string_view function = parse::builtin_name(call->funcname);
  const std::string_view column = design::column_name(each(call->args)[0]);
  if (std::ranges::count(strict, function) == 0 || column.empty()) return std::nullopt;
  return Flaw{
      Severity::warning,
      text::format("rejects only NULL: `{}` of an empty `{}` is not NULL", function, column)};
}

/// A flaw of what all rows have to pass: one of the conditions that AND joins. What is never false
/// makes all of an OR so.
std::optional<Flaw> flaw_of_condition(const Node* condition) {
  if (const auto* test = as<NullTest>(condition)) return flaw_of_null_test(*test);
  for (const Node* way_out : parse::disjuncts(condition)) {
    const auto* comparison = as<A_Expr>(way_out);
    if (comparison == nullptr) continue;
    if (auto flaw = flaw_of_comparison(*comparison)) return flaw;
  }
  return std::nullopt;
}

/// The words for the clock where `node` reads it: `now()`; empty where it does not.
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
      default:  // who is asking, not when
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

/// True below AND and OR alone.
bool is_positive(parse::Ancestors ancestors) {
  return std::ranges::all_of(ancestors, [](const Node* ancestor) {
    const auto* joined = as<BoolExpr>(ancestor);
    return joined != nullptr && joined->boolop != NOT_EXPR;
  });
}

/// True where `clock` is an upper limit, as in `born_on <= CURRENT_DATE`: a row that has passed
/// once passes for ever. Knows the clock alone, cast, and moved by an interval.
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
  return Flaw{Severity::warning,
              text::format("turns rows invalid as time goes by, which a restore may fail on: it "
                           "depends on `{}`",
                           clock)};
}

std::optional<Flaw> flaw_of(const std::string& sql) {
  const bool may_be_flawed = design::mentions_any(
      sql, {"null", "now", "current_", "localtime", "timestamp", "age", "timeofday"});
  if (!may_be_flawed) return std::nullopt;
  const design::ParsedExpression parsed(sql);
  if (parsed.tree() == nullptr) return std::nullopt;
  for (const Node* condition : parse::conjuncts(parsed.tree())) {
    if (auto flaw = flaw_of_condition(condition)) return flaw;
  }
  const auto* test = as<NullTest>(parsed.tree());
  const std::string_view column =
      test == nullptr ? std::string_view()
                      : design::column_name(reinterpret_cast<const Node*>(test->arg));
  if (!column.empty() && column != "value" && test->nulltesttype == IS_NOT_NULL) {
    return Flaw{Severity::info,
                text::format("hides from PostgreSQL and from tools that `{}` is NOT NULL: it says "
                             "so as an expression",
                             column)};
  }
  return flaw_of_time(*parsed.tree());
}

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
  // NOT VALID is the first of the steps that lead to NOT NULL without a long lock. What is no
  // column is the whole row.
  const bool of_column = std::ranges::any_of(constraint.mentioned, [&](const std::string& name) {
    return relation.find_column(name) != nullptr;
  });
  if (flaw->severity == Severity::info && !(constraint.validated && of_column)) return;
  context.report(
      at(judged)
          .says("CHECK `{}` of `{}` {}", constraint.name, relation.name.name, flaw->message)
          .with(flaw->severity));
}

/// Two constraints that say the same.
void check_repetition(const std::vector<Judged>& checks, SchemaContext& context) {
  if (checks.size() < 2) return;
  std::map<std::string, const catalog::Constraint*> seen;
  for (const Judged& judged : checks) {
    std::string form = design::normal_form(judged.constraint.expression, judged.relation);
    for (const std::string& column : judged.constraint.mentioned) form += '\x1f' + column;
    const auto [first, is_new] = seen.emplace(std::move(form), &judged.constraint);
    if (is_new) continue;
    context.report(at(judged)
                       .says("CHECK `{}` of `{}` adds nothing: `{}` says the same",
                             judged.constraint.name, judged.relation.name.name, first->second->name)
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
            .says("CHECK `{}` of domain `{}` {}", constraint.name, object.name.name, flaw->message)
            .with(flaw->severity);
    report.object += "." + constraint.name;
    context.report(std::move(report));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "constraint-tautology",
    .group = Group::schema,
    .severity = Severity::warning,
    .also = {Severity::error, Severity::info},
    .summary = "A CHECK that is never false, or not always the same, protects nothing",
    .help =
        "leave NULL out of the list, write `IS NULL`, NOT NULL, or a trigger for what depends on "
        "time",
    .why = R"(
A CHECK rejects a row only when its expression is false; true and unknown pass. NULL in a list turns
"not in the list" from false into unknown, so `CHECK (a IN (1, 2, NULL))` lets 99 through, and
`a <> NULL` is unknown for every row. The constraint stands in the schema, everyone relies on it,
and it never does anything.

`trim(name) IS NOT NULL` means to keep blank names out, but the trimmed text of blanks is the empty
text, which is not NULL in PostgreSQL. And a CHECK that asks for the time is looked at only when a
row is written: rows that were right become wrong while they lie there, an UPDATE of another column
fails on them, and so does loading a dump, at the moment when it is needed.
)",
    .reported = R"(
CHECK constraints of tables and domains as the linted files leave them:

- as errors, `IN (…, NULL)`, `= ANY (ARRAY[…, NULL])` and comparisons with NULL, alone, in one of
  the conditions that AND joins, or as one way out among those that OR joins;
- as warnings, `IS NOT NULL` of `trim`, `lower`, `upper` or `length` of a column, and `now()`,
  `CURRENT_DATE`, `age(x)` and their like;
- as info, `CHECK (c IS NOT NULL)`, which is NOT NULL in other words.

With low confidence, which is not shown by default, also a CHECK that repeats another one of the
table.
)",
    .not_reported = R"(
The clock as an upper limit, `born_on <= CURRENT_DATE`: what has passed once passes for ever.
`NOT IN (…, NULL)`, which is false for the values of its list. `CHECK (c IS NOT NULL) NOT VALID`
until it is validated, a step towards NOT NULL. Constraints that are NOT ENFORCED.
)",
    .instead = R"(
Write the list without NULL; NULL passes a CHECK anyway, unless the column is NOT NULL. Adding it in
two steps keeps the table open for writes while the rows are read:

```sql
ALTER TABLE parcels DROP CONSTRAINT parcels_size_check;
ALTER TABLE parcels ADD CONSTRAINT parcels_size_known CHECK (size IN ('s', 'm', 'l')) NOT VALID;
ALTER TABLE parcels VALIDATE CONSTRAINT parcels_size_known;
```

Since the old constraint let everything in, VALIDATE may find rows to mend first. A text that must
not be blank is `CHECK (name ~ '\S')`. What has to hold at the time of writing only, such as "starts
in the future", belongs into a trigger BEFORE INSERT, or into the application.
)",
    .fine = R"(
A limit that depends on the clock, in a table whose rows are never updated or restored from a dump
after they have run out of date.
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
