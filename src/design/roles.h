// What tables are for: rules about design are silent, or say something else, where the use of a
// table explains its shape.
#pragma once

#include "design/schema.h"
#include "design/table.h"

namespace pglint::design {

/// The roles of `table`, whose keys and references are known, among the tables of `schema`.
[[nodiscard]] Roles roles_of(const Table& table, const Schema& schema);

}  // namespace pglint::design
