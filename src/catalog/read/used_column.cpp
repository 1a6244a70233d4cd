#include "catalog/read/used_column.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "parse/meaning/literal.h"
#include "parse/meaning/names.h"

namespace pglint::catalog {
namespace {

using parse::as;
using parse::each;

/// SQL written by hand has fewer levels.
constexpr std::size_t max_levels = 16;

/// Functions that return their first argument in a cleaned-up form.
constexpr std::array<std::string_view, 9> tidying = {
    "btrim", "lower", "ltrim", "regexp_replace", "replace", "rtrim", "translate", "trim", "upper"};

/// The argument of `value`, if `value` has the same kind of content; otherwise null.
const Node* below(const Node* value) {
  if (const auto* coalesced = as<CoalesceExpr>(value)) return each(coalesced->args)[0];
  if (const auto* collated = as<CollateClause>(value)) return collated->arg;
  if (const auto* expression = as<A_Expr>(value)) {
    return expression->kind == AEXPR_NULLIF ? expression->lexpr : nullptr;
  }
  const auto* call = as<FuncCall>(value);
  if (call == nullptr || call->args == nullptr) return nullptr;
  return std::ranges::binary_search(tidying, parse::builtin_name(call->funcname))
             ? each(call->args)[0]
             : nullptr;
}

const Node* where_of(const Node& parent) {
  switch (parent.type) {
    case T_SelectStmt:
      return as<SelectStmt>(&parent)->whereClause;
    case T_UpdateStmt:
      return as<UpdateStmt>(&parent)->whereClause;
    case T_DeleteStmt:
      return as<DeleteStmt>(&parent)->whereClause;
    case T_JoinExpr:
      return as<JoinExpr>(&parent)->quals;
    case T_MergeStmt:
      return as<MergeStmt>(&parent)->joinCondition;
    case T_CreatePolicyStmt:
      return as<CreatePolicyStmt>(&parent)->qual;
    default:
      return nullptr;
  }
}

}  // namespace

const ColumnRef* used_column(const Node* value) {
  for (std::size_t level = 0; level < max_levels && value != nullptr; ++level) {
    value = parse::without_casts(value);
    if (const auto* column = as<ColumnRef>(value)) return column;
    value = below(value);
  }
  return nullptr;
}

bool is_in_condition(const Node& condition, parse::Ancestors ancestors) {
  const Node* child = &condition;
  for (std::size_t level = 0; level < max_levels && !ancestors.empty(); ++level) {
    const Node* parent = ancestors.back();
    const auto* junction = as<BoolExpr>(parent);
    if (junction == nullptr) return where_of(*parent) == child;
    if (junction->boolop == NOT_EXPR) return false;
    child = parent;
    ancestors = ancestors.first(ancestors.size() - 1);
  }
  return false;
}

}  // namespace pglint::catalog
