// Runs the rules of the group `prisma` on a file of a schema, once the run is replayed.
#pragma once

#include <vector>

#include "lint/lasting.h"
#include "lint/linted_file.h"
#include "rule/prisma/prisma_context.h"
#include "rule/schema/schema_context.h"
#include "rule/settings.h"

namespace pglint {

/// Adds the findings in `file`: to it, or, of rules that sum up many, to `habits`. Nothing if the
/// file is of no Prisma schema for PostgreSQL.
void check_prisma(LintedFile& file, const Settings& settings, PrismaFacts facts,
                  std::vector<LastingFinding>& habits);

/// Without its migrations, a schema does not say whether SQL by hand adds a partial index: lowers
/// the confidence of what such an index would answer.
void doubt_without_migrations(std::vector<SchemaFinding>& findings, const Settings& settings);

}  // namespace pglint
