// Recognizes link tables, also without declared foreign keys.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "design/schema.h"
#include "design/table.h"

namespace pglint::design {

/// The columns by which a table connects two tables, or rows of one table.
struct Link {
  std::vector<std::string> columns;  ///< two, in the order of the table
  bool declared = true;              ///< by foreign keys, not only by names
  /// It has a column that describes the connection: `role`, `kind`, `position`.
  bool qualified = false;
};

/// Nothing if `table` is not a link table.
[[nodiscard]] std::optional<Link> link_of(const Table& table, const Schema& schema);

}  // namespace pglint::design
