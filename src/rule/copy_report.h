// Findings about columns that repeat what another table says.
#pragma once

#include "design/dependency.h"
#include "design/table.h"
#include "rule/schema_report.h"

namespace pglint {

/// A report without a message at the first of the columns of `table` that repeat what a parent
/// says, about all of them; the original is related.
[[nodiscard]] SchemaReport at_copy(const design::Table& table, const design::CopiedColumns& copied);

}  // namespace pglint
