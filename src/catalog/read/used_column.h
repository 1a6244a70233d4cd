// Looking through what queries write around a column.
#pragma once

#include "parse/tree/nodes.h"
#include "parse/tree/walk.h"

namespace pglint::catalog {

/// The column that `value` is, by itself or below casts and functions that leave the kind of its
/// content as it is: `coalesce(column, '')`, `trim(column)`. Null for anything else.
[[nodiscard]] const ColumnRef* used_column(const Node* value);

/// True if `condition`, which has these ancestors, has to hold for rows of a query or is one of
/// several alternatives of what has to: in WHERE, ON, or USING of a policy.
[[nodiscard]] bool is_in_condition(const Node& condition, parse::Ancestors ancestors);

}  // namespace pglint::catalog
