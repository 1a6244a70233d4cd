// Liquibase's formatted SQL, the only format with SQL in comments and custom delimiters.
#pragma once

#include <string_view>

#include "migration/runner.h"
#include "migration/script.h"

namespace pglint::migration {

/// One section per changeset, rollback and run of ignored lines.
[[nodiscard]] Script read_liquibase(std::string_view text, const FileFacts& facts);

}  // namespace pglint::migration
