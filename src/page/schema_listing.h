// The output of `pglint schema`: the schema after the last file.
#pragma once

#include <span>
#include <string>

#include "catalog/schema_catalog.h"

namespace pglint::page {

/// The files that the schema was built from.
struct SchemaSource {
  std::span<const std::string> files;  ///< paths, by the file's number in the run
  /// Number of statements that could not be parsed; their changes are missing.
  std::size_t unread = 0;
};

/// SQL-like text: one statement per object, sorted by kind and name.
[[nodiscard]] std::string schema_as_text(const catalog::Catalog& catalog,
                                         const SchemaSource& source);

/// A JSON document with all facts; described in docs/schema.md.
[[nodiscard]] std::string schema_as_json(const catalog::Catalog& catalog,
                                         const SchemaSource& source);

}  // namespace pglint::page
