// Tables that connect two others, also where the foreign keys are not declared.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "design/schema.h"
#include "design/table.h"

namespace pglint::design {

/// By which columns a table connects two others, or the rows of one.
struct Link {
  std::vector<std::string> columns;  ///< two, in the order of the table
  bool declared = true;              ///< by foreign keys, not by names alone
  /// It has a column that says how they are connected: `role`, `kind`, `position`.
  bool qualified = false;
};

/// Nothing for a table that is more, or something else.
[[nodiscard]] std::optional<Link> link_of(const Table& table, const Schema& schema);

}  // namespace pglint::design
