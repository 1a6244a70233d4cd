// Which `.prisma` files of a run are one schema. They need each other: a relation has two models.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "lint/source_file.h"
#include "psl/schema.h"
#include "rule/settings.h"

namespace pglint {

/// A file of a Prisma schema.
struct PrismaPart {
  std::shared_ptr<const psl::Schema> schema;  ///< never null
  std::size_t file = 0;                       ///< its number in the schema
  std::string migrations = {};                ///< their folder, absolute; empty: beside the schema
};

/// Reads the Prisma schemas among `files`, and gives each a database of its own, after those of
/// other files: what a schema says is there in its migrations as well. Files that cannot be read
/// stay as they are; a copy in a generated client becomes context if it was only found in a folder.
void prepare_prisma(std::vector<SourceFile>& files, std::span<const Settings> settings);

/// A schema of one file with this `content`.
[[nodiscard]] std::shared_ptr<const PrismaPart> alone(const std::string& content);

}  // namespace pglint
