// The schema that files leave behind, for `pglint schema`.
#pragma once

#include <span>
#include <string>

#include "catalog/schema_catalog.h"

namespace pglint::page {

/// What the places of a schema are about.
struct SchemaSource {
  std::span<const std::string> files;  ///< paths, by their number in the run
  /// Statements that could not be read: what they change is not in the schema.
  std::size_t unread = 0;
};

/// SQL-like, for people: what is there, a statement each, sorted by kind and name.
[[nodiscard]] std::string schema_as_text(const catalog::Catalog& catalog,
                                         const SchemaSource& source);

/// One JSON document with every fact; docs/schema.md describes it.
[[nodiscard]] std::string schema_as_json(const catalog::Catalog& catalog,
                                         const SchemaSource& source);

}  // namespace pglint::page
