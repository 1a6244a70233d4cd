// Finds the column inside of an expression.
#pragma once

#include "parse/tree/nodes.h"
#include "parse/tree/walk.h"

namespace pglint::catalog {

/// The column that `value` is, directly or inside of casts and functions that keep the kind of its
/// content: `coalesce(column, '')`, `trim(column)`. Otherwise null.
[[nodiscard]] const ColumnRef* used_column(const Node* value);

/// Whether `condition`, with these ancestors, restricts the rows of a query, alone or with OR: in
/// WHERE, ON, or USING of a policy.
[[nodiscard]] bool is_in_condition(const Node& condition, parse::Ancestors ancestors);

}  // namespace pglint::catalog
