// The file is long because expressions, sources in FROM and whole queries are proved by functions
// that call each other, and no part of them is useful alone.
#include "parse/meaning/non_null.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parse/meaning/conjuncts.h"
#include "parse/meaning/literal.h"
#include "parse/meaning/names.h"

namespace pglint::parse {
namespace {

/// Limits the recursion over nested UNIONs, joins and coalesces.
constexpr int max_condition_depth = 50;

/// The conditions that are true for every row of a query, its FROM list, and its table if it has
/// only one.
struct Scope {
  std::vector<const Node*> conditions;
  std::vector<const JoinExpr*> using_joins;  ///< inner joins with USING
  std::vector<const Node*> from;
  const RangeVar* only_table = nullptr;
  bool is_grouped = false;
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
  if (inner && join->usingClause != nullptr) scope.using_joins.push_back(join);
  if (inner || join->jointype == JOIN_LEFT) add_join_conditions(join->larg, depth - 1, scope);
  if (inner || join->jointype == JOIN_RIGHT) add_join_conditions(join->rarg, depth - 1, scope);
}

Scope scope_of(const SelectStmt& select) {
  Scope scope;
  add_conditions(select.whereClause, scope);
  add_conditions(select.havingClause, scope);
  scope.is_grouped = select.groupClause != nullptr;
  const auto from = each(select.fromClause);
  scope.from.assign(from.begin(), from.end());
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

bool is_constant(const Node* value) {
  if (const auto* cast = as<TypeCast>(value)) value = cast->arg;
  const auto* constant = as<A_Const>(value);
  return constant != nullptr && !constant->isnull;
}

/// True if `condition` is NULL when the column `name` is NULL, and so is its negation.
bool is_null_with(const Node& condition, const std::string& name, const Scope& scope) {
  const auto* expression = as<A_Expr>(&condition);
  if (expression == nullptr) return false;
  switch (expression->kind) {
    case AEXPR_OP:
      return is_comparison(expression->name) && (is_column(expression->lexpr, name, scope) ||
                                                 is_column(expression->rexpr, name, scope));
    case AEXPR_IN:
    case AEXPR_LIKE:
    case AEXPR_ILIKE:
    case AEXPR_SIMILAR:
      return is_column(expression->lexpr, name, scope);
    default:
      return false;
  }
}

/// `x IS DISTINCT FROM NULL`, and `x IS NOT DISTINCT FROM 1`.
bool is_distinct_from_null(const A_Expr& test, const std::string& name, const Scope& scope) {
  const bool distinct = test.kind == AEXPR_DISTINCT;
  const auto fits = [&](const Node* other) {
    return distinct ? null_literal(other) != nullptr : is_constant(other);
  };
  return (is_column(test.lexpr, name, scope) && fits(test.rexpr)) ||
         (is_column(test.rexpr, name, scope) && fits(test.lexpr));
}

bool rejects_null(const Node& condition, const std::string& name, const Scope& scope, int depth);

bool rejects_null(const BoolExpr& condition, const std::string& name, const Scope& scope,
                  int depth) {
  const auto arguments = each(condition.args);
  const auto rejects = [&](const Node* argument) {
    return rejects_null(*argument, name, scope, depth - 1);
  };
  switch (condition.boolop) {
    case AND_EXPR:
      return std::ranges::any_of(arguments, rejects);
    case OR_EXPR:
      return std::ranges::all_of(arguments, rejects);
    case NOT_EXPR:
      break;
  }
  if (const auto* test = as<NullTest>(arguments[0])) {
    return test->nulltesttype == IS_NULL &&
           is_column(reinterpret_cast<const Node*>(test->arg), name, scope);
  }
  return is_null_with(*arguments[0], name, scope);
}

/// True if `condition` is never true when the column `name` is NULL.
bool rejects_null(const Node& condition, const std::string& name, const Scope& scope, int depth) {
  if (depth == 0) return false;
  if (const auto* several = as<BoolExpr>(&condition)) {
    return rejects_null(*several, name, scope, depth);
  }
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
    case AEXPR_DISTINCT:
    case AEXPR_NOT_DISTINCT:
      return is_distinct_from_null(*expression, name, scope);
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

/// True for operators that return NULL only for NULL.
bool is_arithmetic(const A_Expr& operation) {
  constexpr std::array<std::string_view, 6> operators = {"+", "-", "*", "/", "%", "||"};
  return operation.kind == AEXPR_OP &&
         std::ranges::count(operators, builtin_name(operation.name)) > 0;
}

/// Functions without arguments that could be NULL, and window functions: they never return NULL.
constexpr std::array<std::string_view, 16> never_null = {
    "clock_timestamp", "concat",
    "count",           "cume_dist",
    "dense_rank",      "gen_random_uuid",
    "grouping",        "now",
    "ntile",           "percent_rank",
    "random",          "rank",
    "row_number",      "statement_timestamp",
    "timeofday",       "transaction_timestamp"};

/// Functions that return NULL only if an argument is NULL, or no row at all.
constexpr std::array<std::string_view, 22> strict = {
    "abs",   "btrim",           "ceil",    "ceiling", "char_length", "date_trunc",
    "floor", "generate_series", "initcap", "left",    "length",      "lower",
    "lpad",  "ltrim",           "md5",     "replace", "right",       "round",
    "rpad",  "rtrim",           "to_char", "upper"};

/// Aggregates that return NULL only if no row has a value.
constexpr std::array<std::string_view, 4> aggregates = {"avg", "max", "min", "sum"};

template <std::size_t size>
bool is_among(std::string_view name, const std::array<std::string_view, size>& names) {
  return std::ranges::count(names, name) > 0;
}

/// Asked of all ancestors of each subquery, so by one look at the kind of the node.
const WithClause* with_clause(const Node& ancestor) {
  switch (ancestor.type) {
    case T_SelectStmt:
      return as<SelectStmt>(&ancestor)->withClause;
    case T_UpdateStmt:
      return as<UpdateStmt>(&ancestor)->withClause;
    case T_DeleteStmt:
      return as<DeleteStmt>(&ancestor)->withClause;
    case T_InsertStmt:
      return as<InsertStmt>(&ancestor)->withClause;
    case T_MergeStmt:
      return as<MergeStmt>(&ancestor)->withClause;
    default:
      return nullptr;
  }
}

/// The name of a result column; empty if it is not written.
std::string_view name_of(const ResTarget& target) {
  if (target.name != nullptr) return view(target.name);
  const Node* value = target.val;
  if (const auto* column = as<ColumnRef>(value)) {
    return as<A_Star>(each(column->fields).back()) != nullptr
               ? std::string_view()
               : string_value(each(column->fields).back());
  }
  const auto* call = as<FuncCall>(value);
  return call == nullptr ? std::string_view() : string_value(each(call->funcname).back());
}

/// A query in FROM: a subquery, or a CTE.
struct Derived {
  const SelectStmt* query = nullptr;
  const Alias* alias = nullptr;   ///< in FROM; may be null
  std::string_view name = {};     ///< of a CTE
  const List* columns = nullptr;  ///< that a CTE names; may be null
  std::vector<const Node*> path;  ///< the ancestors of the query
  bool is_nullable = false;       ///< an outer join may fill its columns with NULL
};

bool is_star(const Node* value) {
  const auto* column = as<ColumnRef>(value);
  return column != nullptr && as<A_Star>(each(column->fields).back()) != nullptr;
}

/// Where a derived table has a column.
struct Position {
  bool known = true;  ///< false if its columns are not all known
  std::optional<std::size_t> index = {};
};

Position position_in(const List* names, std::string_view column) {
  const auto list = each(names);
  for (std::size_t index = 0; index < list.size(); ++index) {
    if (string_value(list[index]) == column) return {.index = index};
  }
  return {};
}

Position position_of(const Derived& derived, std::string_view column) {
  const List* renamed = derived.alias == nullptr ? nullptr : derived.alias->colnames;
  if (renamed != nullptr) return position_in(renamed, column);
  if (derived.columns != nullptr) return position_in(derived.columns, column);
  const SelectStmt* query = derived.query;
  while (query->op != SETOP_NONE) query = query->larg;
  Position position;
  const auto targets = each<ResTarget>(query->targetList);
  position.known = query->valuesLists == nullptr;
  for (std::size_t index = 0; index < targets.size(); ++index) {
    if (is_star(targets[index]->val)) position.known = false;
    if (name_of(*targets[index]) == column && position.known) position.index = index;
  }
  return position;
}

/// Proves it for a query and its parts, and collects the columns that the proof depends on.
class Prover {
 public:
  explicit Prover(std::vector<const Node*> ancestors) : path_(std::move(ancestors)) {}

  /// For the result column `only`, or for all.
  NullProof prove(const SelectStmt& select, std::optional<std::size_t> only, int depth) {
    if (depth == 0 || --steps_left_ <= 0) return {};
    path_.push_back(&node(select));
    NullProof proof = prove_inside(select, only, depth);
    path_.pop_back();
    return proof;
  }

 private:
  NullProof prove_inside(const SelectStmt& select, std::optional<std::size_t> only, int depth) {
    switch (select.op) {
      case SETOP_NONE:
        return select.valuesLists == nullptr ? targets(select, only, depth)
                                             : NullProof{.holds = values(select.valuesLists, only)};
      case SETOP_UNION:
        return both(prove(*select.larg, only, depth - 1), prove(*select.rarg, only, depth - 1));
      case SETOP_INTERSECT:
        return better(prove(*select.larg, only, depth - 1), prove(*select.rarg, only, depth - 1));
      case SETOP_EXCEPT:
        return prove(*select.larg, only, depth - 1);
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

  static bool values(const List* rows, std::optional<std::size_t> only) {
    return std::ranges::all_of(each<List>(rows), [&](const List* row) {
      const auto row_values = each(row);
      if (only) return *only < row_values.size() && is_constant(row_values[*only]);
      return std::ranges::all_of(row_values, [](const Node* value) { return is_constant(value); });
    });
  }

  NullProof targets(const SelectStmt& select, std::optional<std::size_t> only, int depth) {
    const auto targets = each<ResTarget>(select.targetList);
    // ROLLUP, CUBE and GROUPING SETS return NULL even for NOT NULL columns.
    const auto groups = each<GroupingSet>(select.groupClause);
    const bool rolls_up =
        std::ranges::any_of(groups, [](const auto* set) { return set != nullptr; });
    if (targets.empty() || rolls_up) return {};
    const Scope scope = scope_of(select);
    if (targets.size() == 1 && is_star(targets[0]->val)) return star(scope, only, depth);
    NullProof proof = {.holds = true};
    for (std::size_t index = 0; index < targets.size(); ++index) {
      if (only && is_star(targets[index]->val)) return {};
      if (only && index != *only) continue;
      proof = both(std::move(proof), value(targets[index]->val, scope, depth - 1));
      if (!proof.holds) return {};
    }
    return only && *only >= targets.size() ? NullProof{} : proof;
  }

  /// For `*` of a query of one derived table.
  NullProof star(const Scope& scope, std::optional<std::size_t> only, int depth) {
    if (scope.from.size() != 1) return {};
    const auto derived = derived_tables(scope);
    if (derived.size() != 1 || scope.from[0]->type == T_JoinExpr) return {};
    return in_derived(derived[0], only, depth);
  }

  NullProof all(const List* arguments, const Scope& scope, int depth) {
    NullProof proof = {.holds = true};
    for (const Node* argument : each(arguments)) {
      proof = both(std::move(proof), value(argument, scope, depth));
      if (!proof.holds) return {};
    }
    return proof;
  }

  /// For a list of which one value that is not NULL is enough. If that depends on columns, those of
  /// the last one, which is the fallback of COALESCE.
  NullProof any(const List* arguments, const Scope& scope, int depth) {
    NullProof found;
    for (const Node* argument : each(arguments)) {
      NullProof proof = value(argument, scope, depth);
      if (proof.holds && proof.if_not_null.empty()) return proof;
      if (proof.holds) found = std::move(proof);
    }
    return found;
  }

  NullProof call(const FuncCall& call, const Scope& scope, int depth) {
    const std::string_view name = builtin_name(call.funcname);
    if (is_among(name, never_null)) return {.holds = true};
    if (call.args == nullptr || call.func_variadic) return {};
    if (is_among(name, strict)) return all(call.args, scope, depth - 1);
    // Each group has a row.
    const bool has_row = scope.is_grouped && call.over == nullptr && call.agg_filter == nullptr;
    return has_row && is_among(name, aggregates) ? all(call.args, scope, depth - 1) : NullProof{};
  }

  NullProof choice(const CaseExpr& choice, const Scope& scope, int depth) {
    if (choice.defresult == nullptr) return {};
    NullProof proof = value(reinterpret_cast<const Node*>(choice.defresult), scope, depth - 1);
    for (const auto* when : each<CaseWhen>(choice.args)) {
      if (!proof.holds) return {};
      proof = both(std::move(proof),
                   value(reinterpret_cast<const Node*>(when->result), scope, depth - 1));
    }
    return proof;
  }

  NullProof value(const Node* value, const Scope& scope, int depth) {
    if (value == nullptr || depth <= 0) return {};
    if (is_constant(value)) return {.holds = true};
    if (const auto* cast = as<TypeCast>(value)) return this->value(cast->arg, scope, depth - 1);
    if (const auto* collate = as<CollateClause>(value)) {
      return this->value(collate->arg, scope, depth - 1);
    }
    if (const auto* call = as<FuncCall>(value)) return this->call(*call, scope, depth);
    if (const auto* coalesce = as<CoalesceExpr>(value)) {
      return any(coalesce->args, scope, depth - 1);
    }
    if (const auto* extreme = as<MinMaxExpr>(value)) return any(extreme->args, scope, depth - 1);
    if (const auto* choice = as<CaseExpr>(value)) return this->choice(*choice, scope, depth);
    if (const auto* operation = as<A_Expr>(value)) {
      if (!is_arithmetic(*operation)) return {};
      NullProof proof = this->value(operation->rexpr, scope, depth - 1);
      if (operation->lexpr == nullptr || !proof.holds) return proof;
      return both(std::move(proof), this->value(operation->lexpr, scope, depth - 1));
    }
    if (as<SQLValueFunction>(value) != nullptr || as<A_ArrayExpr>(value) != nullptr ||
        as<NullTest>(value) != nullptr) {
      return {.holds = true};
    }
    const auto* column = as<ColumnRef>(value);
    return column == nullptr ? NullProof{} : this->column(*column, scope, depth);
  }

  NullProof column(const ColumnRef& column, const Scope& scope, int depth) {
    const std::string name = column_name(column, scope);
    if (name.empty()) return {};
    const bool never = std::ranges::any_of(scope.conditions, [&](const Node* condition) {
      return rejects_null(*condition, name, scope, max_condition_depth);
    });
    if (never || is_joined_by(column, scope)) return {.holds = true};
    const auto parts = each(column.fields);
    if (parts.size() == 1 && scope.from.size() == 1) {
      if (const auto* join = as<JoinExpr>(scope.from[0])) {
        if (merges(*join, string_value(parts[0]))) {
          return merged(string_value(parts[0]), *join, scope, depth - 1);
        }
      }
    }
    if (const auto proof = derived_column(column, scope, depth)) return *proof;
    return {.holds = true, .if_not_null = {column_source(column, path_)}};
  }

  static bool merges(const JoinExpr& join, std::string_view column) {
    return position_in(join.usingClause, column).index.has_value();
  }

  static std::string_view known_as(const Node* item) {
    if (const auto* table = as<RangeVar>(item)) {
      return table->alias == nullptr ? view(table->relname) : view(table->alias->aliasname);
    }
    const auto* subquery = as<RangeSubselect>(item);
    return subquery == nullptr || subquery->alias == nullptr ? std::string_view()
                                                             : view(subquery->alias->aliasname);
  }

  /// True for a column that an inner join compares by USING.
  static bool is_joined_by(const ColumnRef& column, const Scope& scope) {
    const auto parts = each(column.fields);
    if (parts.size() > 2) return false;
    return std::ranges::any_of(scope.using_joins, [&](const JoinExpr* join) {
      if (!merges(*join, string_value(parts.back()))) return false;
      if (parts.size() == 1) return scope.from.size() == 1 && scope.from[0] == &node(*join);
      const std::string_view table = string_value(parts[0]);
      return known_as(join->larg) == table || known_as(join->rarg) == table;
    });
  }

  /// For a column that USING of an outer join merges: it is that of the preserved side.
  NullProof merged(std::string_view column, const JoinExpr& join, const Scope& scope, int depth) {
    if (depth <= 0) return {};
    switch (join.jointype) {
      case JOIN_INNER:
        return {.holds = true};
      case JOIN_LEFT:
        return side(column, join.larg, scope, depth);
      case JOIN_RIGHT:
        return side(column, join.rarg, scope, depth);
      case JOIN_FULL:
        return both(side(column, join.larg, scope, depth), side(column, join.rarg, scope, depth));
      default:
        return {};
    }
  }

  NullProof side(std::string_view column, const Node* item, const Scope& scope, int depth) {
    if (const auto* join = as<JoinExpr>(item)) {
      if (merges(*join, column)) return merged(column, *join, scope, depth - 1);
      return {.holds = true, .if_not_null = {column_source(column, item, path_)}};
    }
    std::vector<Derived> derived;
    add_derived(item, false, max_condition_depth, derived);
    if (derived.empty()) {
      return {.holds = true, .if_not_null = {column_source(column, item, path_)}};
    }
    const Position position = position_of(derived[0], column);
    if (position.index) return in_derived(derived[0], position.index, depth);
    return position.known ? NullProof{} : through_star(derived[0], column, depth);
  }

  /// For a column of a derived table that is `SELECT * FROM` one other.
  NullProof through_star(const Derived& derived, std::string_view column, int depth) {
    const SelectStmt& query = *derived.query;
    const auto targets = each<ResTarget>(query.targetList);
    const Scope scope = scope_of(query);
    const bool is_plain = depth > 0 && --steps_left_ > 0 && !derived.is_nullable &&
                          query.op == SETOP_NONE && targets.size() == 1 &&
                          is_star(targets[0]->val) && scope.from.size() == 1 &&
                          scope.from[0]->type != T_JoinExpr;
    if (!is_plain) return {};
    const std::string_view table =
        scope.only_table == nullptr ? std::string_view() : known_as(scope.from[0]);
    const std::string name =
        table.empty() ? std::string(column) : std::string(table) + "." + std::string(column);
    const bool never = std::ranges::any_of(scope.conditions, [&](const Node* condition) {
      return rejects_null(*condition, name, scope, max_condition_depth);
    });
    if (never) return {.holds = true};
    std::vector<const Node*> path = derived.path;
    path.push_back(&node(query));
    std::swap(path, path_);
    NullProof proof = side(column, scope.from[0], scope, depth - 1);
    std::swap(path, path_);
    return proof;
  }

  /// For a column of a derived table or CTE; nothing if it is not known to be one.
  std::optional<NullProof> derived_column(const ColumnRef& column, const Scope& scope, int depth) {
    const auto parts = each(column.fields);
    if (parts.size() > 2) return std::nullopt;
    const std::string_view name = string_value(parts.back());
    for (const Derived& derived : derived_tables(scope)) {
      if (parts.size() == 2 && derived_name(derived) != string_value(parts[0])) continue;
      const Position position = position_of(derived, name);
      const bool is_only = scope.from.size() == 1 && scope.from[0]->type != T_JoinExpr;
      const bool passes_star = !position.known && (is_only || parts.size() == 2);
      if (!position.index && !passes_star) continue;
      if (derived.is_nullable) return NullProof{};
      return position.index ? in_derived(derived, position.index, depth - 1)
                            : through_star(derived, name, depth - 1);
    }
    return std::nullopt;
  }

  static std::string_view derived_name(const Derived& derived) {
    return derived.alias == nullptr ? derived.name : view(derived.alias->aliasname);
  }

  NullProof in_derived(const Derived& derived, std::optional<std::size_t> only, int depth) {
    // In a recursive CTE, the rows so far have no NULL if those before had none.
    const auto step = std::pair(derived.query, only);
    if (std::ranges::count(open_, step) > 0) return {.holds = true};
    if (derived.is_nullable) return {};
    open_.push_back(step);
    std::vector<const Node*> path = derived.path;
    std::swap(path, path_);
    NullProof proof = prove(*derived.query, only, depth - 1);
    std::swap(path, path_);
    open_.pop_back();
    return proof;
  }

  std::vector<Derived> derived_tables(const Scope& scope) {
    std::vector<Derived> derived;
    for (const Node* item : scope.from) add_derived(item, false, max_condition_depth, derived);
    return derived;
  }

  void add_derived(const Node* item, bool nullable, int depth, std::vector<Derived>& derived) {
    if (item == nullptr || depth == 0) return;
    if (const auto* join = as<JoinExpr>(item)) {
      if (join->alias != nullptr) return;
      const bool left = join->jointype == JOIN_LEFT || join->jointype == JOIN_FULL;
      const bool right = join->jointype == JOIN_RIGHT || join->jointype == JOIN_FULL;
      add_derived(join->larg, nullable || right, depth - 1, derived);
      add_derived(join->rarg, nullable || left, depth - 1, derived);
      return;
    }
    if (const auto* subquery = as<RangeSubselect>(item)) {
      const auto* query = as<SelectStmt>(subquery->subquery);
      if (query == nullptr) return;
      std::vector<const Node*> path = path_;
      path.push_back(item);
      derived.push_back({.query = query,
                         .alias = subquery->alias,
                         .path = std::move(path),
                         .is_nullable = nullable});
      return;
    }
    const auto* table = as<RangeVar>(item);
    if (table == nullptr || table->schemaname != nullptr) return;
    add_cte(*table, nullable, derived);
  }

  void add_cte(const RangeVar& table, bool nullable, std::vector<Derived>& derived) const {
    for (std::size_t size = path_.size(); size > 0; --size) {
      const WithClause* with = with_clause(*path_[size - 1]);
      if (with == nullptr) continue;
      for (const auto* cte : each<CommonTableExpr>(with->ctes)) {
        const bool is_around = std::find(path_.begin() + static_cast<std::ptrdiff_t>(size),
                                         path_.end(), &node(*cte)) != path_.end();
        // Without RECURSIVE, a CTE sees only those before it.
        if (is_around && !with->recursive) break;
        const auto* query = as<SelectStmt>(cte->ctequery);
        if (view(cte->ctename) != view(table.relname)) continue;
        if (query == nullptr) return;
        std::vector<const Node*> path(path_.begin(),
                                      path_.begin() + static_cast<std::ptrdiff_t>(size));
        path.push_back(&node(*cte));
        derived.push_back({.query = query,
                           .alias = table.alias,
                           .name = view(cte->ctename),
                           .columns = cte->aliascolnames,
                           .path = std::move(path),
                           .is_nullable = nullable});
        return;
      }
    }
  }

  std::vector<const Node*> path_;  ///< from the statement to the current query
  /// The derived tables that are being looked at.
  std::vector<std::pair<const SelectStmt*, std::optional<std::size_t>>> open_;
  int steps_left_ = 500;  ///< CTEs that use each other twice would take too long
};

}  // namespace

NullProof proof_of_no_null(const SelectStmt& select, std::vector<const Node*> ancestors) {
  return Prover(std::move(ancestors)).prove(select, std::nullopt, max_condition_depth);
}

}  // namespace pglint::parse
