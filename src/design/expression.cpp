#include "design/expression.h"

#include <algorithm>
#include <array>

#include "parse/meaning/conjuncts.h"
#include "parse/meaning/literal.h"
#include "parse/meaning/names.h"

namespace pglint::design {
namespace {

using parse::as;
using parse::each;
using parse::view;

/// The name of an operator that is unqualified or of pg_catalog.
std::string_view operator_name(const A_Expr& expression) {
  return parse::builtin_name(expression.name);
}

/// Adds the constants of `items`; false if one is not a constant.
bool add_values(const List* items, ValueList& list) {
  for (const Node* item : each(items)) {
    if (parse::null_literal(item) != nullptr) {
      list.has_null = true;
      continue;
    }
    auto value = constant_value(item);
    if (!value) return false;
    list.values.push_back(std::move(*value));
  }
  return true;
}

std::optional<ValueList> read_in(const A_Expr& in) {
  if (operator_name(in) != "=") return std::nullopt;  // NOT IN is spelled <>
  const auto* items = as<List>(in.rexpr);
  ValueList list = {.column = std::string(column_name(in.lexpr)), .values = {}};
  if (items == nullptr || list.column.empty() || !add_values(items, list)) return std::nullopt;
  return list;
}

/// `column = ANY (ARRAY['a', 'b'])`, with casts of the elements or of the array.
std::optional<ValueList> read_any(const A_Expr& any) {
  if (operator_name(any) != "=") return std::nullopt;
  const auto* array = as<A_ArrayExpr>(parse::without_casts(any.rexpr));
  ValueList list = {.column = std::string(column_name(any.lexpr)), .values = {}};
  if (array == nullptr || list.column.empty() || !add_values(array->elements, list)) {
    return std::nullopt;
  }
  return list;
}

std::optional<ValueList> read_equal(const A_Expr& equal) {
  if (operator_name(equal) != "=") return std::nullopt;
  ValueList list = {.column = std::string(column_name(equal.lexpr)), .values = {}};
  if (list.column.empty()) return std::nullopt;
  if (parse::null_literal(equal.rexpr) != nullptr) return std::nullopt;  // reported by another rule
  auto value = constant_value(equal.rexpr);
  if (!value) return std::nullopt;
  list.values.push_back(std::move(*value));
  return list;
}

std::optional<ValueList> read_comparison(const Node* expression) {
  const auto* comparison = as<A_Expr>(expression);
  if (comparison == nullptr) return std::nullopt;
  switch (comparison->kind) {
    case AEXPR_IN:
      return read_in(*comparison);
    case AEXPR_OP_ANY:
      return read_any(*comparison);
    case AEXPR_OP:
      return read_equal(*comparison);
    default:  // not a list of values
      return std::nullopt;
  }
}

bool tests_null(const Node* expression, std::string_view column) {
  const auto* test = as<NullTest>(expression);
  return test != nullptr && test->nulltesttype == IS_NULL &&
         column_name(reinterpret_cast<const Node*>(test->arg)) == column;
}

/// `column IS NULL`, `column = ''`
bool allows_nothing(const Node* condition, std::string_view column) {
  if (tests_null(condition, column)) return true;
  const auto list = read_comparison(condition);
  return list && list->column == column && list->values == std::vector<std::string>{""};
}

/// Whether all operands of OR, except those that only allow NULL or an empty string, pass `test`.
bool all_pass(const Node* alternatives, std::string_view column, ColumnTest test) {
  bool passes = false;
  for (const Node* alternative : parse::disjuncts(alternatives)) {
    if (allows_nothing(alternative, column)) continue;
    passes = std::ranges::any_of(parse::conjuncts(alternative),
                                 [&](const Node* condition) { return test(condition, column); });
    if (!passes) return false;
  }
  return passes;
}

}  // namespace

std::string_view column_name(const Node* expression) {
  const auto* column = as<ColumnRef>(parse::without_casts(expression));
  if (column == nullptr) return {};
  return parse::string_value(each(column->fields).back());
}

std::optional<std::string> constant_value(const Node* expression) {
  const Node* value = parse::without_casts(expression);
  std::string sign;
  // PostgreSQL's grammar folds the sign into a number, but not if the number has a cast.
  if (const auto* negated = as<A_Expr>(value); negated != nullptr && negated->kind == AEXPR_OP &&
                                               negated->lexpr == nullptr &&
                                               operator_name(*negated) == "-") {
    sign = "-";
    value = parse::without_casts(negated->rexpr);
  }
  const auto* constant = as<A_Const>(value);
  if (constant == nullptr || constant->isnull) return std::nullopt;
  switch (constant->val.node.type) {
    case T_Integer:
      return sign + std::to_string(constant->val.ival.ival);
    case T_Float:
      return sign + std::string(view(constant->val.fval.fval));
    case T_Boolean:
      return std::string(constant->val.boolval.boolval ? "true" : "false");
    case T_String:
      return std::string(view(constant->val.sval.sval));
    default:  // bits
      return std::nullopt;
  }
}

std::optional<std::string> default_constant(const catalog::Column& column) {
  if (!column.default_expression || column.generated) return std::nullopt;
  const ParsedExpression parsed(*column.default_expression);
  return constant_value(parsed.tree());
}

bool is_made_by_database(const catalog::Column& column) {
  if (column.identity || column.serial) return true;
  if (!column.default_expression || column.generated) return false;
  constexpr std::array<std::string_view, 7> makers = {"nextval",
                                                      "gen_random_uuid",
                                                      "uuid_generate_v4",
                                                      "uuid_generate_v1",
                                                      "uuid_generate_v7",
                                                      "uuid_generate_v1mc",
                                                      "uuidv7"};
  const ParsedExpression parsed(*column.default_expression);
  const auto* call = as<FuncCall>(parse::without_casts(parsed.tree()));
  if (call == nullptr) return false;
  // A function of an extension may be in any schema.
  return std::ranges::count(makers, parse::string_value(each(call->funcname).back())) > 0;
}

bool allows_only(const Node* condition, std::string_view column, ColumnTest test) {
  return std::ranges::any_of(parse::conjuncts(condition), [&](const Node* conjunct) {
    return all_pass(conjunct, column, test);
  });
}

std::optional<ValueList> value_list(const Node* expression) {
  const auto* alternatives = as<BoolExpr>(expression);
  if (alternatives == nullptr || alternatives->boolop != OR_EXPR) {
    return read_comparison(expression);
  }
  ValueList all;
  const Node* null_test = nullptr;
  for (const Node* alternative : each(alternatives->args)) {
    if (as<NullTest>(alternative) != nullptr) {
      null_test = alternative;
      continue;
    }
    auto list = read_comparison(alternative);
    if (!list || (!all.column.empty() && list->column != all.column)) return std::nullopt;
    all.column = list->column;
    all.has_null = all.has_null || list->has_null;
    std::ranges::move(list->values, std::back_inserter(all.values));
  }
  if (null_test != nullptr && !tests_null(null_test, all.column)) return std::nullopt;
  if (all.column.empty()) return std::nullopt;
  return all;
}

std::optional<ValueList> value_list(const std::string& sql) {
  const ParsedExpression parsed(sql);
  if (parsed.tree() == nullptr) return std::nullopt;
  return value_list(parsed.tree());
}

}  // namespace pglint::design
