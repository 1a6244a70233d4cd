// Which object of the schema an expression belongs to.
#pragma once

#include <string>

#include "parse/tree/walk.h"

namespace pglint::parse {

/// The object whose definition the node with these ancestors is a part of: `orders.created_at` for
/// a column's DEFAULT or CHECK, else what the statement creates or alters (`public.orders`, `f`,
/// `orders.policy`). Empty for queries and data changes.
[[nodiscard]] std::string enclosing_object(Ancestors ancestors);

}  // namespace pglint::parse
