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
    if (found == counts_.end() || --found->second > 0) return;
    counts_.erase(found);
    ++removals_;
  }
  /// How many names were taken and are free again.
  [[nodiscard]] std::size_t removals() const { return removals_; }
  [[nodiscard]] bool contains(const NameView& name) const { return counts_.contains(name); }

 private:
  std::unordered_map<Name, std::size_t, NameHash, SameName> counts_;
  std::size_t removals_ = 0;
};

/// The first of `table_column_label`, `table_column_label1`, … that is not used. Those before
/// `number` are known to be used; it becomes that of the result.
template <class IsTaken>
[[nodiscard]] std::string free_name(const parse::NameParts& parts, IsTaken&& is_taken,
                                    std::size_t& number) {
  for (;; ++number) {
    const std::string label =
        std::string(parts.label) + (number == 0 ? "" : std::to_string(number));
    std::string name =
        parse::generated_name({.table = parts.table, .column = parts.column, .label = label});
    if (!is_taken(name)) return name;
  }
}

template <class IsTaken>
[[nodiscard]] std::string free_name(const parse::NameParts& parts, IsTaken&& is_taken) {
  std::size_t number = 0;
  return free_name(parts, is_taken, number);
}

}  // namespace pglint::catalog
