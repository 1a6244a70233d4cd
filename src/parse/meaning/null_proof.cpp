#include "parse/meaning/null_proof.h"

#include <algorithm>

#include "parse/meaning/conjuncts.h"
#include "parse/meaning/literal.h"

namespace pglint::parse {
namespace {

using ProvedColumns = std::vector<std::string>;

void add_proved(const Node* node, ProvedColumns& columns) {
  const auto* reference = as<ColumnRef>(node);
  if (reference == nullptr || each(reference->fields).size() != 1) return;
  const std::string_view name = string_value(each(reference->fields)[0]);
  if (!name.empty()) columns.emplace_back(name);
}

/// The argument of an IS NULL or IS NOT NULL, or null.
const Node* tested(const Node* node, NullTestType type) {
  const auto* test = as<NullTest>(node);
  const bool is_it = test != nullptr && test->nulltesttype == type;
  return is_it ? reinterpret_cast<const Node*>(test->arg) : nullptr;
}

/// `column IS NOT NULL`, or a row that has it.
void add_tested(const Node* node, ProvedColumns& columns) {
  const Node* argument = tested(node, IS_NOT_NULL);
  const auto* row = as<RowExpr>(argument);
  if (row == nullptr) return add_proved(argument, columns);
  for (const Node* item : each(row->args)) add_proved(item, columns);
}

/// `NOT (column IS NULL OR …)`
void add_denied(const Node* node, ProvedColumns& columns) {
  const auto* negation = as<BoolExpr>(node);
  if (negation == nullptr || negation->boolop != NOT_EXPR) return;
  for (const Node* alternative : disjuncts(each(negation->args)[0])) {
    add_proved(tested(alternative, IS_NULL), columns);
  }
}

void add_distinct(const Node* node, ProvedColumns& columns) {
  const auto* comparison = as<A_Expr>(node);
  const bool is_it = comparison != nullptr && comparison->kind == AEXPR_DISTINCT &&
                     null_literal(comparison->rexpr) != nullptr;
  if (is_it) add_proved(comparison->lexpr, columns);
}

}  // namespace

std::vector<std::string> proved_not_null(const Node* condition) {
  ProvedColumns columns;
  for (const Node* part : conjuncts(condition)) {
    add_tested(part, columns);
    add_denied(part, columns);
    add_distinct(part, columns);
  }
  return columns;
}

bool proves_not_null(const Node* condition, std::string_view column) {
  return std::ranges::count(proved_not_null(condition), column) > 0;
}

}  // namespace pglint::parse
