// Which of the schema's types the facts of its catalog need.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "catalog/schema_catalog.h"

namespace pglint::design {

/// The names that columns, routines, other types and the text of defaults, checks and indexes
/// mention. Unqualified, and any word of a text counts: it finds too much rather than too little.
/// What queries, views and bodies name is in the evidence of each type.
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
