// Names that exist in a schema, which PostgreSQL avoids when it generates names.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "catalog/name.h"

#include "parse/meaning/generated_name.h"

namespace pglint::catalog {

/// Counts how often a name is used: constraints of two tables may have the same name.
class NamesInUse {
 public:
  void add(const Name& name) { ++counts_[name]; }
  void remove(const NameView& name) {
    const auto found = counts_.find(name);
    if (found != counts_.end() && --found->second == 0) counts_.erase(found);
  }
  [[nodiscard]] bool contains(const NameView& name) const { return counts_.contains(name); }

 private:
  std::unordered_map<Name, std::size_t, NameHash, SameName> counts_;
};

/// The first of `table_column_label`, `table_column_label1`, … that is not used.
template <class IsTaken>
[[nodiscard]] std::string free_name(const parse::NameParts& parts, IsTaken&& is_taken) {
  std::string label(parts.label);
  for (std::size_t number = 1;; ++number) {
    std::string name =
        parse::generated_name({.table = parts.table, .column = parts.column, .label = label});
    if (!is_taken(name)) return name;
    label = std::string(parts.label) + std::to_string(number);
  }
}

}  // namespace pglint::catalog
