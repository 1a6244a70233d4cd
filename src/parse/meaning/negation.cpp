#include "parse/meaning/negation.h"

#include "parse/tree/nodes.h"

namespace pglint::parse {

bool is_not(const Node* node) {
  const auto* expression = as<BoolExpr>(node);
  return expression != nullptr && expression->boolop == NOT_EXPR;
}

bool is_negated(Ancestors ancestors) {
  bool negated = false;
  for (; !ancestors.empty() && is_not(ancestors.back());
       ancestors = ancestors.first(ancestors.size() - 1)) {
    negated = !negated;
  }
  return negated;
}

}  // namespace pglint::parse
