// NOT before a condition.
#pragma once

#include "parse/tree/walk.h"

namespace pglint::parse {

/// True for a NOT expression.
[[nodiscard]] bool is_not(const Node* node);

/// True if the nearest ancestors are an odd number of NOTs: `NOT x`, `NOT (NOT (NOT x))`.
[[nodiscard]] bool is_negated(Ancestors ancestors);

}  // namespace pglint::parse
