// The operands of AND and OR.
#pragma once

#include <vector>

#include "parse/tree/nodes.h"

namespace pglint::parse {

/// The operands of AND at the top of `condition`, in order: all are true if it is true. Only
/// `condition` if it is not an AND; none if it is null.
[[nodiscard]] std::vector<const Node*> conjuncts(const Node* condition);

/// The same for OR: at least one is true if `condition` is true.
[[nodiscard]] std::vector<const Node*> disjuncts(const Node* condition);

}  // namespace pglint::parse
