// What is configured about the Prisma schema that a file belongs to, and the files in its folders.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "psl/project_config.h"

namespace pglint {

struct PrismaProject {
  std::string schema;      ///< a file, or a folder with all files of the schema; empty: not said
  std::string migrations;  ///< a folder; empty: beside the schema
  psl::Externals externals;
};

/// Reads each configuration once: `prisma.config.ts` (or `.js`, `.mjs`, …, or `.config/prisma.ts`),
/// or `"prisma"` of `package.json`.
class PrismaProjects {
 public:
  /// The nearest configuration in the folder of a schema file or above, within its repository (or
  /// the working directory). All paths of it are absolute. Null if there is none, or it is about
  /// another schema.
  [[nodiscard]] const PrismaProject* of(std::string_view schema_file);

 private:
  const std::optional<PrismaProject>& in(const std::string& folder);

  std::map<std::string, std::optional<PrismaProject>, std::less<>> read_;  ///< by folder
};

/// The folder that may hold all files of the schema of a file in `folder`: that one, or one up to
/// three above it that has `.prisma` files, in the same package. Both end in a slash or are empty.
[[nodiscard]] std::string prisma_schema_folder(const std::string& folder);

/// All `.prisma` files in `folder`, and in the folders below it that may hold other files of its
/// schema. Paths begin with `folder`, which ends in a slash or is empty.
[[nodiscard]] std::vector<std::string> prisma_files_below(const std::string& folder);

}  // namespace pglint
