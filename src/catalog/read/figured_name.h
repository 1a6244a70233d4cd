// What PostgreSQL calls the result of an expression that nobody named.
#pragma once

#include <string>
#include <string_view>

#include "parse/tree/nodes.h"

namespace pglint::catalog {

/// The name of a result column or an index key made of `expression`: of a column its own, of a call
/// the function's, of a cast the type's. Empty where PostgreSQL has no name either (`?column?`).
[[nodiscard]] std::string_view figured_name(const Node* expression);

}  // namespace pglint::catalog
