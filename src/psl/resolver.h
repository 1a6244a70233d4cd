// From the files of a Prisma schema to what they mean.
#pragma once

#include <vector>

#include "psl/project_config.h"
#include "psl/schema.h"
#include "psl/syntax.h"

namespace pglint::psl {

/// Resolves `files`, all files of one schema as far as they are known. `is_complete` says that none
/// is missing: else a type that they do not have is not refused.
[[nodiscard]] Schema resolve(std::vector<SchemaFile> files, bool is_complete,
                             Externals externals = {});

}  // namespace pglint::psl
