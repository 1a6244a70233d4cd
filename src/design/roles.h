// What tables are for: rules about design are silent, or say something else, where the use of a
// table explains its shape.
#pragma once

#include <string_view>

#include "design/schema.h"
#include "design/table.h"

namespace pglint::design {

/// The roles of `table`, whose keys and references are known, among the tables of `schema`.
[[nodiscard]] Roles roles_of(const Table& table, const Schema& schema);

/// True for a name of a table that takes data in as it comes: `stg_orders`, `raw_events`,
/// `order_import`, `stage_orders`. Its shape is its source's.
[[nodiscard]] bool takes_raw_data(std::string_view table);

}  // namespace pglint::design
