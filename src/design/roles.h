// Recognizes what tables are for. Rules about design use it if a table's purpose explains its
// shape.
#pragma once

#include <string_view>

#include "design/schema.h"
#include "design/table.h"

namespace pglint::design {

/// The roles of `table`, a table of `schema` whose keys and references are already set.
[[nodiscard]] Roles roles_of(const Table& table, const Schema& schema);

/// Whether a table of this name holds raw data in the shape of its source: `stg_orders`,
/// `raw_events`, `order_import`, `stage_orders`.
[[nodiscard]] bool takes_raw_data(std::string_view table);

}  // namespace pglint::design
