// Names that PostgreSQL's scanner truncates: the tree only has the rest.
#pragma once

#include <vector>

#include "catalog/change_reader.h"

namespace pglint::catalog {

/// Inserts a `CutName` before `changes`, all those of the statement, for each truncated name that
/// they give. Scans the statement only if a name is long enough to be truncated.
void add_cut_names(const StatementSource& source, std::vector<Change>& changes);

}  // namespace pglint::catalog
