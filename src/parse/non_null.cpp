#include "parse/non_null.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "parse/names.h"

namespace pglint::parse {
namespace {

/// UNIONs, joins, ANDs and coalesces nest as deep as the text is long; nobody's proof is this deep.
constexpr int max_depth = 50;

/// The conditions that every row of a query fulfils, and its table if there is but one.
struct Scope {
  std::vector<const Node*> conditions;
  const RangeVar* only_table = nullptr;
};

void add_conditions(const Node* condition, int depth, Scope& scope) {
  if (condition == nullptr || depth == 0) return;
  const auto* all = as<BoolExpr>(condition);
  if (all == nullptr || all->boolop != AND_EXPR) {
    scope.conditions.push_back(condition);
    return;
  }
  for (const Node* term : each(all->args)) add_conditions(term, depth - 1, scope);
}

/// Outer joins add rows without asking their condition, but keep what holds on the side that they
/// preserve.
void add_join_conditions(const Node* item, int depth, Scope& scope) {
  const auto* join = as<JoinExpr>(item);
  if (join == nullptr || depth == 0) return;
  const bool inner = join->jointype == JOIN_INNER;
  if (inner) add_conditions(join->quals, depth, scope);
  if (inner || join->jointype == JOIN_LEFT) add_join_conditions(join->larg, depth - 1, scope);
  if (inner || join->jointype == JOIN_RIGHT) add_join_conditions(join->rarg, depth - 1, scope);
}

Scope scope_of(const SelectStmt& select) {
  Scope scope;
  add_conditions(select.whereClause, max_depth, scope);
  const auto from = each(select.fromClause);
  for (const Node* item : from) add_join_conditions(item, max_depth, scope);
  if (from.size() == 1) scope.only_table = as<RangeVar>(from[0]);
  return scope;
}

/// `orders.id` for a column, whether or not the only table in sight is named; empty for a `*`.
std::string column_name(const ColumnRef& column, const Scope& scope) {
  const auto parts = each(column.fields);
  if (as<A_Star>(parts.back()) != nullptr) return {};
  if (parts.size() > 1 || scope.only_table == nullptr) return qualified_name(column.fields);
  const RangeVar& table = *scope.only_table;
  const std::string_view table_name =
      table.alias == nullptr ? view(table.relname) : view(table.alias->aliasname);
  return std::string(table_name) + "." + std::string(string_value(parts[0]));
}

/// True if `value` is the column `name`, cast or not: casting NULL gives NULL.
bool is_column(const Node* value, const std::string& name, const Scope& scope) {
  while (const auto* cast = as<TypeCast>(value)) value = cast->arg;
  const auto* column = as<ColumnRef>(value);
  return column != nullptr && column_name(*column, scope) == name;
}

bool is_comparison(const List* op) {
  constexpr std::array<std::string_view, 6> comparisons = {"=", "<>", "<", ">", "<=", ">="};
  return std::ranges::count(comparisons, builtin_name(op)) > 0;
}

/// True if `condition` is never true where the column `name` is NULL.
bool rejects_null(const Node& condition, const std::string& name, const Scope& scope) {
  if (const auto* test = as<NullTest>(&condition)) {
    return test->nulltesttype == IS_NOT_NULL &&
           is_column(reinterpret_cast<const Node*>(test->arg), name, scope);
  }
  if (const auto* in = as<SubLink>(&condition)) {
    return in->subLinkType == ANY_SUBLINK && in->operName == nullptr &&
           is_column(in->testexpr, name, scope);
  }
  const auto* expression = as<A_Expr>(&condition);
  if (expression == nullptr) return false;
  switch (expression->kind) {
    case AEXPR_OP:
      return is_comparison(expression->name) && (is_column(expression->lexpr, name, scope) ||
                                                 is_column(expression->rexpr, name, scope));
    case AEXPR_OP_ANY:
      return is_comparison(expression->name) && is_column(expression->lexpr, name, scope);
    case AEXPR_IN:
    case AEXPR_LIKE:
    case AEXPR_ILIKE:
    case AEXPR_SIMILAR:
    case AEXPR_BETWEEN:
    case AEXPR_BETWEEN_SYM:
      return is_column(expression->lexpr, name, scope);
    default:
      return false;
  }
}

bool is_constant(const Node* value) {
  if (const auto* cast = as<TypeCast>(value)) value = cast->arg;
  const auto* constant = as<A_Const>(value);
  return constant != nullptr && !constant->isnull;
}

bool is_never_null(const Node* value, const Scope& scope, int depth) {
  if (depth == 0) return false;
  if (is_constant(value)) return true;
  if (const auto* call = as<FuncCall>(value)) return builtin_name(call->funcname) == "count";
  if (const auto* coalesce = as<CoalesceExpr>(value)) {
    return std::ranges::any_of(each(coalesce->args), [&](const Node* argument) {
      return is_never_null(argument, scope, depth - 1);
    });
  }
  const auto* column = as<ColumnRef>(value);
  if (column == nullptr) return false;
  const std::string name = column_name(*column, scope);
  return !name.empty() && std::ranges::any_of(scope.conditions, [&](const Node* condition) {
    return rejects_null(*condition, name, scope);
  });
}

bool targets_are_never_null(const SelectStmt& select) {
  const auto targets = each<ResTarget>(select.targetList);
  // ROLLUP and its like return NULL for columns that hold none.
  const auto groups = each<GroupingSet>(select.groupClause);
  const bool rolls_up = std::ranges::any_of(groups, [](const auto* set) { return set != nullptr; });
  if (targets.empty() || rolls_up) return false;
  const Scope scope = scope_of(select);
  return std::ranges::all_of(targets, [&](const ResTarget* target) {
    return is_never_null(target->val, scope, max_depth);
  });
}

bool values_are_never_null(const List* rows) {
  return std::ranges::all_of(each<List>(rows), [](const List* row) {
    return std::ranges::all_of(each(row), [](const Node* value) { return is_constant(value); });
  });
}

bool never_returns_null(const SelectStmt& select, int depth) {
  if (depth == 0) return false;
  switch (select.op) {
    case SETOP_NONE:
      return select.valuesLists == nullptr ? targets_are_never_null(select)
                                           : values_are_never_null(select.valuesLists);
    case SETOP_UNION:
      return never_returns_null(*select.larg, depth - 1) &&
             never_returns_null(*select.rarg, depth - 1);
    case SETOP_INTERSECT:
      return never_returns_null(*select.larg, depth - 1) ||
             never_returns_null(*select.rarg, depth - 1);
    case SETOP_EXCEPT:
      return never_returns_null(*select.larg, depth - 1);
  }
  return false;
}

}  // namespace

bool never_returns_null(const SelectStmt& select) { return never_returns_null(select, max_depth); }

}  // namespace pglint::parse
