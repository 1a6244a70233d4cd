// Fixes of rules about the schema.
#pragma once

#include <string>

#include "rule/schema/schema_report.h"

namespace pglint {

/// The unsafe fix that writes `name`, in lower case, in place of the type at the finding's range:
/// only in CREATE TABLE without IF NOT EXISTS and in ADD COLUMN, as values in an existing column
/// need a migration.
[[nodiscard]] MakeFixes with_new_type(std::string name);

}  // namespace pglint
