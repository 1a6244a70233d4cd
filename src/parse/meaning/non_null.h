// What a query can be seen not to return: NULL.
#pragma once

#include <vector>

#include "parse/meaning/column_source.h"
#include "parse/tree/nodes.h"
#include "parse/tree/walk.h"

namespace pglint::parse {

/// The proof that a query returns no NULL.
struct NullProof {
  bool holds = false;
  /// Columns that the proof takes for NOT NULL; none if the query's own text proves it.
  std::vector<ColumnSource> if_not_null = {};
};

/// Whether some column of `select`, whose ancestors are `ancestors`, can be NULL. Constants and
/// VALUES, count(…), coalesce(…, constant), and columns that a condition on every row (WHERE, the
/// ON of an inner join) would not let pass as NULL cannot; of other columns the constraints decide,
/// which are not known here.
[[nodiscard]] NullProof proof_of_no_null(const SelectStmt& select, Ancestors ancestors);

}  // namespace pglint::parse
