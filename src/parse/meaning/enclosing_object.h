// The schema object that an expression belongs to.
#pragma once

#include <string>

#include "parse/tree/walk.h"

namespace pglint::parse {

/// The object whose definition contains the node with these ancestors: `orders.created_at` for a
/// column's DEFAULT or CHECK, else the object that the statement creates or alters
/// (`public.orders`, `f`, `orders.policy`). Empty for queries and data changes.
[[nodiscard]] std::string enclosing_object(Ancestors ancestors);

}  // namespace pglint::parse
