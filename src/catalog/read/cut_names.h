// Names that are longer than PostgreSQL keeps them. Its scanner cuts them off, so that the tree has
// only what is left.
#pragma once

#include <vector>

#include "catalog/change_reader.h"

namespace pglint::catalog {

/// Puts a `CutName` in front of `changes`, which are all of the statement's, for each name that
/// they give and that is cut. Looks at the statement's tokens only where a name may have been.
void add_cut_names(const StatementSource& source, std::vector<Change>& changes);

}  // namespace pglint::catalog
