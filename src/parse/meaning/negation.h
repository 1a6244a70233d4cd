// NOT in front of a condition.
#pragma once

#include "parse/tree/walk.h"

namespace pglint::parse {

/// True for the expression NOT.
[[nodiscard]] bool is_not(const Node* node);

/// True where the node with these ancestors stands directly below an odd number of NOTs: `NOT x`,
/// `NOT (NOT (NOT x))`.
[[nodiscard]] bool is_negated(Ancestors ancestors);

}  // namespace pglint::parse
