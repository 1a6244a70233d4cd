// The other files of Prisma schemas: a relation needs the models of both sides.
#pragma once

#include <vector>

#include "lint/source_file.h"

namespace pglint::cli {

/// Adds the `.prisma` files beside those of `files`, and those of the folder above, as context.
void add_prisma_context(std::vector<SourceFile>& files);

}  // namespace pglint::cli
