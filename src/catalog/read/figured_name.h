// The name that PostgreSQL generates for the result of an expression.
#pragma once

#include <string>
#include <string_view>

#include "parse/tree/nodes.h"

namespace pglint::catalog {

/// The name of a result column or an index key made of `expression`: the name of the column, of the
/// called function, or of the type of a cast. Empty if PostgreSQL has none (`?column?`).
[[nodiscard]] std::string_view figured_name(const Node* expression);

}  // namespace pglint::catalog
