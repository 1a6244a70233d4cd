#include "parse/meaning/conjuncts.h"

#include <algorithm>
#include <cstddef>

namespace pglint::parse {
namespace {

std::vector<const Node*> joined_by(BoolExprType type, const Node* root) {
  std::vector<const Node*> parts;
  if (root == nullptr) return parts;
  std::vector<const Node*> open = {root};
  while (!open.empty()) {
    const Node* next = open.back();
    open.pop_back();
    const auto* joined = as<BoolExpr>(next);
    if (joined == nullptr || joined->boolop != type) {
      parts.push_back(next);
      continue;
    }
    const std::size_t first = open.size();
    for (const Node* part : each(joined->args)) open.push_back(part);
    std::reverse(open.begin() + static_cast<std::ptrdiff_t>(first), open.end());
  }
  return parts;
}

}  // namespace

std::vector<const Node*> conjuncts(const Node* condition) { return joined_by(AND_EXPR, condition); }

std::vector<const Node*> disjuncts(const Node* condition) { return joined_by(OR_EXPR, condition); }

}  // namespace pglint::parse
