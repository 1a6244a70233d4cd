// What a down migration can take back.
#pragma once

#include "parse/tree/pg_nodes.h"

namespace pglint {

/// Whether a later statement can take back what this one does. Queries, maintenance such as ANALYZE
/// and settings leave nothing to take back, and an enum keeps its values.
[[nodiscard]] bool can_be_undone(const Node& statement);

}  // namespace pglint
