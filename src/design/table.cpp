#include "design/table.h"

#include <algorithm>

namespace pglint::design {

const catalog::Column* Table::key_column() const {
  const Key* key = primary_key();
  if (key == nullptr || key->columns.size() != 1) return nullptr;
  return relation->find_column(key->columns.front());
}

const ForeignKey* Table::foreign_key_of(std::string_view column) const {
  const auto found = std::ranges::find_if(foreign_keys, [&](const ForeignKey& key) {
    return key.columns.size() == 1 && key.columns.front()->name == column;
  });
  return found == foreign_keys.end() ? nullptr : &*found;
}

bool Table::refers_by(std::string_view column) const {
  return std::ranges::any_of(foreign_keys, [&](const ForeignKey& key) { return key.has(column); });
}

bool Table::is_in_key(std::string_view column) const {
  return std::ranges::any_of(keys, [&](const Key& key) { return key.has(column); });
}

}  // namespace pglint::design
