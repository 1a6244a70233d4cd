// The other files of Prisma schemas: a relation needs the models of both sides, and migrations say
// what a schema cannot.
#pragma once

#include <string>
#include <vector>

#include "lint/source_file.h"

namespace pglint::cli {

/// Adds the `.prisma` files beside those of `files`, and those of the folder above, as context.
void add_prisma_context(std::vector<SourceFile>& files);

/// The folders that may hold the migrations of the schemas among `files`, absolute: `migrations` or
/// `migration` in the schema's folder, or beside it.
[[nodiscard]] std::vector<std::string> prisma_migration_folders(
    const std::vector<SourceFile>& files);

}  // namespace pglint::cli
