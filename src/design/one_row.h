// Tables that can have one row at most.
#pragma once

#include "catalog/schema_catalog.h"

namespace pglint::design {

/// Whether a unique index has the same value in all rows, as ones on `((true))` and
/// `((version IS NOT NULL))` do, or a CHECK allows the only column of a key one value.
[[nodiscard]] bool has_one_row(const catalog::Relation& relation, const catalog::Catalog& catalog);

}  // namespace pglint::design
