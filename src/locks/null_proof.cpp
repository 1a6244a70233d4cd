#include "locks/null_proof.h"

#include <algorithm>

#include "parse/meaning/conjuncts.h"
#include "parse/meaning/literal.h"

namespace pglint::locks {

using parse::as;
using parse::each;

namespace {

bool is_column(const Node* node, std::string_view column) {
  const auto* reference = as<ColumnRef>(node);
  return reference != nullptr && each(reference->fields).size() == 1 &&
         parse::string_value(each(reference->fields)[0]) == column;
}

/// `column`, or a row that has it.
bool has_column(const Node* node, std::string_view column) {
  const auto* row = as<RowExpr>(node);
  if (row == nullptr) return is_column(node, column);
  return std::ranges::any_of(each(row->args),
                             [&](const Node* item) { return is_column(item, column); });
}

bool is_null_test(const Node* node, NullTestType type, std::string_view column) {
  const auto* test = as<NullTest>(node);
  if (test == nullptr || test->nulltesttype != type) return false;
  const auto* argument = reinterpret_cast<const Node*>(test->arg);
  return type == IS_NOT_NULL ? has_column(argument, column) : is_column(argument, column);
}

/// `NOT (column IS NULL OR …)`
bool denies_null(const Node* node, std::string_view column) {
  const auto* negation = as<BoolExpr>(node);
  if (negation == nullptr || negation->boolop != NOT_EXPR) return false;
  const auto alternatives = parse::disjuncts(each(negation->args)[0]);
  return std::ranges::any_of(alternatives, [&](const Node* alternative) {
    return is_null_test(alternative, IS_NULL, column);
  });
}

bool is_distinct_from_null(const Node* node, std::string_view column) {
  const auto* comparison = as<A_Expr>(node);
  return comparison != nullptr && comparison->kind == AEXPR_DISTINCT &&
         is_column(comparison->lexpr, column) && parse::null_literal(comparison->rexpr) != nullptr;
}

}  // namespace

bool proves_not_null(const Node* condition, std::string_view column) {
  const auto conditions = parse::conjuncts(condition);
  return std::ranges::any_of(conditions, [&](const Node* each_condition) {
    return is_null_test(each_condition, IS_NOT_NULL, column) ||
           denies_null(each_condition, column) || is_distinct_from_null(each_condition, column);
  });
}

}  // namespace pglint::locks
