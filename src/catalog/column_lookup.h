// Looks up the columns that queries name.
#pragma once

#include "catalog/schema_catalog.h"

#include "parse/meaning/column_source.h"

namespace pglint::catalog {

struct FoundColumn {
  const Relation* relation = nullptr;
  const Column* column = nullptr;  ///< null if it is not certain
  bool nullable = false;           ///< an outer join may make it NULL
  bool unseen = false;             ///< not found, and a relation in scope is unknown to the run
};

/// The column that `source` means, if that is certain: all relations that could have it are known,
/// and exactly one has it.
[[nodiscard]] FoundColumn find_column(const parse::ColumnSource& source, const Catalog& catalog);

/// The same while changes are applied.
[[nodiscard]] FoundColumn find_column(const parse::ColumnSource& source, const Store& store);

}  // namespace pglint::catalog
