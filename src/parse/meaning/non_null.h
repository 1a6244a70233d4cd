// Proof that a query does not return NULL.
#pragma once

#include <vector>

#include "parse/meaning/column_source.h"
#include "parse/tree/nodes.h"

namespace pglint::parse {

struct NullProof {
  bool holds = false;
  /// Columns that must be NOT NULL for the proof; none if the query's text is enough.
  std::vector<ColumnSource> if_not_null = {};
};

/// Proves that no column of `select`, whose ancestors are `ancestors`, is NULL. These are not NULL:
/// constants, also in VALUES, count(…), coalesce(…, constant), columns for which a condition on
/// every row (WHERE, HAVING, ON or USING of an inner join) is not true for NULL, and expressions
/// that are NULL only if a part is NULL. Columns of subqueries in FROM and of CTEs are proved in
/// these. Other columns are added to `if_not_null`.
[[nodiscard]] NullProof proof_of_no_null(const SelectStmt& select,
                                         std::vector<const Node*> ancestors);

}  // namespace pglint::parse
