// A Prisma schema and its migrations make the same tables: what a run finds in both is said once,
// in the schema, because migrations are not edited once they are applied.
#pragma once

#include <optional>
#include <vector>

#include "lint/linted_file.h"

namespace pglint {

/// Drops findings of `files`, all of a run with their findings, that a Prisma schema and its
/// migrations share. Where SQL says more than a schema can, its migrations decide.
void drop_twins(std::vector<std::optional<LintedFile>>& files);

}  // namespace pglint
