// Liquibase's formatted SQL, the one format that has SQL in comments and delimiters of its own.
#pragma once

#include <string_view>

#include "migration/runner.h"
#include "migration/script.h"

namespace pglint::migration {

/// A section for each changeset, each of its rollbacks and each run of ignored lines.
[[nodiscard]] Script read_liquibase(std::string_view text, const FileFacts& facts);

}  // namespace pglint::migration
