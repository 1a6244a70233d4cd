// The output of `pglint schema`: the schema after the last file.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "catalog/schema_catalog.h"

namespace pglint::page {

/// The files that the schema was built from.
struct SchemaSource {
  std::span<const std::string> files;  ///< paths, by the file's number in the run
  /// Number of statements that could not be parsed; their changes are missing.
  std::size_t unread = 0;
};

/// The schema of one database after all files.
struct DatabaseSchema {
  std::string_view name;  ///< empty where there is only one
  const catalog::Catalog& catalog;
};

/// SQL-like text: one statement per object, sorted by kind and name.
[[nodiscard]] std::string schema_as_text(std::span<const DatabaseSchema> databases,
                                         const SchemaSource& source);

/// A JSON document with all facts; described in docs/schema.md.
[[nodiscard]] std::string schema_as_json(std::span<const DatabaseSchema> databases,
                                         const SchemaSource& source);

}  // namespace pglint::page
