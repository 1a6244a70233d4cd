// The other files of Prisma schemas: a relation needs the models of both sides, and migrations say
// what a schema cannot.
#pragma once

#include <string>
#include <vector>

#include "lint/source_file.h"

namespace pglint::cli {

/// Adds the other files of the schemas of `files` as context: those of the configured folder, else
/// those beside and below a file, and those in folders above that have some, too.
void add_prisma_context(std::vector<SourceFile>& files);

/// The folders that may hold the migrations of the schemas among `files`, absolute: the configured
/// one, else `migrations` or `migration` in the schema's folder, or beside it.
[[nodiscard]] std::vector<std::string> prisma_migration_folders(
    const std::vector<SourceFile>& files);

}  // namespace pglint::cli
