// What AND and OR join.
#pragma once

#include <vector>

#include "parse/tree/nodes.h"

namespace pglint::parse {

/// The conditions that AND joins at the top of `condition`, in order: all of them hold where it
/// does. Only `condition` itself where AND joins nothing; none where it is null.
[[nodiscard]] std::vector<const Node*> conjuncts(const Node* condition);

/// The same for OR: one of them holds where `condition` does.
[[nodiscard]] std::vector<const Node*> disjuncts(const Node* condition);

}  // namespace pglint::parse
