// The migrations of each Prisma schema of a run.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/change.h"
#include "catalog/schema_catalog.h"

#include "lint/linted_file.h"
#include "lint/source_file.h"
#include "rule/prisma/prisma_context.h"

namespace pglint {

/// The folders of Prisma schemas, and which schema a migration belongs to: the one in the folder
/// that holds the folder of migrations (`prisma/schema.prisma`, `prisma/migrations`), or in a
/// folder beside it (`prisma/schema/main.prisma`). A configured folder is the schema's alone.
class SchemaFolders {
 public:
  /// `file` is one of a schema.
  void add(const SourceFile& file);

  /// The number of the schema's database; nothing if no schema fits, or several do.
  [[nodiscard]] std::optional<std::size_t> schema_of(std::string_view migration) const;

  [[nodiscard]] bool empty() const { return own_.empty() && configured_.empty(); }

 private:
  using Databases = std::map<std::string, std::set<std::size_t>, std::less<>>;

  // Absolute, because files can be named from different folders.
  Databases own_;         ///< of schema files
  Databases around_;      ///< the folders above those
  Databases configured_;  ///< of migrations
};

[[nodiscard]] bool is_prisma_migration(const SourceFile& file);

/// Gives the migrations of each Prisma schema but the first a database of their own, where they
/// share one: two projects can have tables with the same names.
void separate_prisma_migrations(std::vector<SourceFile>& files);

/// What becomes of the migrations of each schema during a run.
class PrismaHistories {
 public:
  /// `files` are those of the run, prepared.
  explicit PrismaHistories(const std::vector<SourceFile>& files);

  /// Call it for each file before its steps are replayed.
  void note(const LintedFile& file);

  /// The migrations of the schema whose database has this number; `catalog_of` gives the schema
  /// that the files of a database made. Nothing if there are none, some of them are not in the run,
  /// or a part of one could not be read or is computed by what it executes.
  [[nodiscard]] std::optional<PrismaMigrations> migrations_of(
      std::size_t database,
      const std::function<const catalog::Catalog&(std::size_t)>& catalog_of) const;

 private:
  struct History {
    std::size_t database = 0;  ///< of the migrations
    std::set<std::size_t> files;
    std::set<std::string> paths;
    std::map<std::string, std::string, std::less<>> dropped_constraints;
    std::map<std::string, std::string, std::less<>> cut_names;
    std::set<std::string, std::less<>> uncertain_names;
    bool is_read_in_full = true;
  };

  static void note(const catalog::Change& change, const std::string& migration, History& history);

  /// Whether the folder of migrations has others that are not in the run.
  [[nodiscard]] static bool has_others(const History& history);

  SchemaFolders folders_;
  std::map<std::size_t, History> histories_;  ///< by the databases of their schemas
};

}  // namespace pglint
