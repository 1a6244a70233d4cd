// A column that a query names, looked up in the catalog.
#pragma once

#include "catalog/schema_catalog.h"

#include "parse/meaning/column_source.h"

namespace pglint::catalog {

struct FoundColumn {
  const Relation* relation = nullptr;
  const Column* column = nullptr;  ///< null where the run does not know which column is meant
  bool nullable = false;           ///< an outer join may make it NULL
  bool unseen = false;             ///< not found, and one of the relations in sight was never seen
};

/// The column that `source` means, if there is no doubt: every relation that could have it is
/// known, and one has it.
[[nodiscard]] FoundColumn find_column(const parse::ColumnSource& source, const Catalog& catalog);

/// The same while the catalog is being made.
[[nodiscard]] FoundColumn find_column(const parse::ColumnSource& source, const Store& store);

}  // namespace pglint::catalog
