// What the migrations of a Prisma schema say by hand, because its language cannot.
#pragma once

#include <vector>

#include "catalog/change.h"
#include "catalog/schema_catalog.h"

namespace pglint {

/// The changes that give the tables of `declared`, a schema, what only `made`, its migrations, says
/// about them: CHECK and EXCLUDE constraints, partial indexes and others of kinds that Prisma
/// lacks, NOT NULL of lists, triggers and policies. Places stay in the migrations.
[[nodiscard]] std::vector<catalog::Change> supplement_of(const catalog::Catalog& declared,
                                                         const catalog::Catalog& made);

}  // namespace pglint
