#include "parse/meaning/non_null.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>

#include "parse/meaning/conjuncts.h"
#include "parse/meaning/names.h"

namespace pglint::parse {
namespace {

/// Limits the recursion over nested UNIONs, joins and coalesces.
constexpr int max_condition_depth = 50;

/// The conditions that are true for every row of a query, and its table if it has only one.
struct Scope {
  std::vector<const Node*> conditions;
  const RangeVar* only_table = nullptr;
};

void add_conditions(const Node* condition, Scope& scope) {
  std::ranges::copy(conjuncts(condition), std::back_inserter(scope.conditions));
}

/// The condition of an outer join is not true for the rows that it adds, but the conditions inside
/// its preserved side still are.
void add_join_conditions(const Node* item, int depth, Scope& scope) {
  const auto* join = as<JoinExpr>(item);
  if (join == nullptr || depth == 0) return;
  const bool inner = join->jointype == JOIN_INNER;
  if (inner) add_conditions(join->quals, scope);
  if (inner || join->jointype == JOIN_LEFT) add_join_conditions(join->larg, depth - 1, scope);
  if (inner || join->jointype == JOIN_RIGHT) add_join_conditions(join->rarg, depth - 1, scope);
}

Scope scope_of(const SelectStmt& select) {
  Scope scope;
  add_conditions(select.whereClause, scope);
  const auto from = each(select.fromClause);
  for (const Node* item : from) add_join_conditions(item, max_condition_depth, scope);
  if (from.size() == 1) scope.only_table = as<RangeVar>(from[0]);
  return scope;
}

/// `orders.id` for a column; a missing qualifier is added if there is only one table. Empty for
/// `*`.
std::string column_name(const ColumnRef& column, const Scope& scope) {
  const auto parts = each(column.fields);
  if (as<A_Star>(parts.back()) != nullptr) return {};
  if (parts.size() > 1 || scope.only_table == nullptr) return qualified_name(column.fields);
  const RangeVar& table = *scope.only_table;
  const std::string_view table_name =
      table.alias == nullptr ? view(table.relname) : view(table.alias->aliasname);
  return std::string(table_name) + "." + std::string(string_value(parts[0]));
}

/// True if `value` is the column `name`, with or without casts: casting NULL returns NULL.
bool is_column(const Node* value, const std::string& name, const Scope& scope) {
  while (const auto* cast = as<TypeCast>(value)) value = cast->arg;
  const auto* column = as<ColumnRef>(value);
  return column != nullptr && column_name(*column, scope) == name;
}

bool is_comparison(const List* op) {
  constexpr std::array<std::string_view, 6> comparisons = {"=", "<>", "<", ">", "<=", ">="};
  return std::ranges::count(comparisons, builtin_name(op)) > 0;
}

/// True if `condition` is never true when the column `name` is NULL.
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

/// Proves it for a query and its parts, and collects the columns that the proof depends on.
class Prover {
 public:
  explicit Prover(Ancestors ancestors) : path_(ancestors.begin(), ancestors.end()) {}

  NullProof prove(const SelectStmt& select, int depth) {
    if (depth == 0) return {};
    path_.push_back(&node(select));
    NullProof proof = prove_inside(select, depth);
    path_.pop_back();
    return proof;
  }

 private:
  NullProof prove_inside(const SelectStmt& select, int depth) {
    switch (select.op) {
      case SETOP_NONE:
        return select.valuesLists == nullptr ? targets(select)
                                             : NullProof{.holds = values(select.valuesLists)};
      case SETOP_UNION:
        return both(prove(*select.larg, depth - 1), prove(*select.rarg, depth - 1));
      case SETOP_INTERSECT:
        return better(prove(*select.larg, depth - 1), prove(*select.rarg, depth - 1));
      case SETOP_EXCEPT:
        return prove(*select.larg, depth - 1);
    }
    return {};
  }

  static NullProof both(NullProof left, NullProof right) {
    left.holds = left.holds && right.holds;
    std::ranges::move(right.if_not_null, std::back_inserter(left.if_not_null));
    return left;
  }

  /// The proof that holds; if both do, the one that depends on fewer columns.
  static NullProof better(const NullProof& left, const NullProof& right) {
    if (!left.holds || !right.holds) return left.holds ? left : right;
    return left.if_not_null.size() <= right.if_not_null.size() ? left : right;
  }

  static bool values(const List* rows) {
    return std::ranges::all_of(each<List>(rows), [](const List* row) {
      return std::ranges::all_of(each(row), [](const Node* value) { return is_constant(value); });
    });
  }

  NullProof targets(const SelectStmt& select) {
    const auto targets = each<ResTarget>(select.targetList);
    // ROLLUP, CUBE and GROUPING SETS return NULL even for NOT NULL columns.
    const auto groups = each<GroupingSet>(select.groupClause);
    const bool rolls_up =
        std::ranges::any_of(groups, [](const auto* set) { return set != nullptr; });
    if (targets.empty() || rolls_up) return {};
    const Scope scope = scope_of(select);
    NullProof proof = {.holds = true};
    for (const ResTarget* target : targets) {
      proof = both(std::move(proof), value(target->val, scope, max_condition_depth));
      if (!proof.holds) return {};
    }
    return proof;
  }

  NullProof value(const Node* value, const Scope& scope, int depth) {
    if (depth == 0) return {};
    if (is_constant(value)) return {.holds = true};
    if (const auto* call = as<FuncCall>(value)) {
      return {.holds = builtin_name(call->funcname) == "count"};
    }
    if (const auto* coalesce = as<CoalesceExpr>(value)) {
      NullProof proof;
      for (const Node* argument : each(coalesce->args)) {
        proof = better(proof, this->value(argument, scope, depth - 1));
      }
      return proof;
    }
    const auto* column = as<ColumnRef>(value);
    return column == nullptr ? NullProof{} : this->column(*column, scope);
  }

  NullProof column(const ColumnRef& column, const Scope& scope) {
    const std::string name = column_name(column, scope);
    if (name.empty()) return {};
    const bool never = std::ranges::any_of(scope.conditions, [&](const Node* condition) {
      return rejects_null(*condition, name, scope);
    });
    if (never) return {.holds = true};
    return {.holds = true, .if_not_null = {column_source(column, path_)}};
  }

  std::vector<const Node*> path_;  ///< from the statement to the current query
};

}  // namespace

NullProof proof_of_no_null(const SelectStmt& select, Ancestors ancestors) {
  return Prover(ancestors).prove(select, max_condition_depth);
}

}  // namespace pglint::parse
