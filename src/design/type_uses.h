// Finds the types that the facts of the catalog use.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "catalog/schema_catalog.h"

namespace pglint::design {

/// The names of types in columns, routines, other types, and the SQL of defaults, checks and
/// indexes. Names are unqualified and every word of the SQL counts, so it may report unused types
/// as used, but not the reverse. Uses in queries, views and bodies are in the evidence of each
/// type.
class TypeUses {
 public:
  explicit TypeUses(const catalog::Catalog& catalog);

  [[nodiscard]] bool contains(std::string_view type) const;

 private:
  void add(const catalog::Relation& relation);
  void add(const catalog::Object& object);
  void add(const catalog::Type& type);
  void add_words(std::string_view sql);

  std::unordered_set<std::string> names_;
  std::unordered_set<std::string> words_;  ///< in lower case
};

}  // namespace pglint::design
