// Which foreign keys PostgreSQL rejects because it cannot compare the types of their columns.
#pragma once

#include "catalog/type.h"

namespace pglint::catalog {

/// Whether PostgreSQL certainly rejects a foreign key of a `referring` column to a `key` column:
/// "foreign key constraint cannot be implemented". Both are types below their domains. False for
/// types that are not built in, which may have operators and casts of their own.
[[nodiscard]] bool cannot_refer(const Type& referring, const Type& key);

}  // namespace pglint::catalog
