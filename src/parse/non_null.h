// What a query can be seen not to return: NULL.
#pragma once

#include "parse/nodes.h"

namespace pglint::parse {

/// True if no column of `select` can be NULL, judged by the query's own text alone: constants and
/// VALUES, count(…), coalesce(…, constant), and columns that a condition on every row (WHERE, the
/// ON of an inner join) would not let pass as NULL. Constraints of tables are not known here.
[[nodiscard]] bool never_returns_null(const SelectStmt& select);

}  // namespace pglint::parse
