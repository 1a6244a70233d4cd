// Scripts that say once more what a history of migrations makes, such as a dump of the schema
// beside its migrations.
#pragma once

#include "catalog/schema_catalog.h"

#include "lint/linted_file.h"

namespace pglint {

/// Removes from the steps of `file`, which no migration tool runs, what describes tables and other
/// objects of the history in `catalog`: they are what the history made them, and judged there. Its
/// findings about them are not shown, except about columns that the history does not have. Does
/// nothing unless `file` creates a table that the history has.
void leave_to_history(LintedFile& file, const catalog::Catalog& catalog);

}  // namespace pglint
