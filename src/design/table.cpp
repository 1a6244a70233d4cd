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
  return std::ranges::binary_search(referring_columns, column);
}

bool Table::is_in_key(std::string_view column) const {
  return std::ranges::binary_search(key_columns, column);
}

bool Table::has_key(const std::vector<std::string>& columns) const {
  return std::ranges::any_of(
      keys, [&](const Key& key) { return key.is_plain() && key.has_exactly(columns); });
}

bool Table::is_referenced_by(const Key& key) const {
  return std::ranges::any_of(referenced_by, [&](const ForeignKey* reference) {
    return key.has_exactly(reference->constraint->referenced_columns);
  });
}

std::vector<const catalog::Constraint*> Table::checks_on(
    const std::vector<std::string>& columns) const {
  std::vector<const catalog::Constraint*> checks;
  for (const catalog::Constraint& check : relation->constraints) {
    const bool mentions_all = std::ranges::all_of(columns, [&](const std::string& column) {
      return std::ranges::count(check.mentioned, column) > 0;
    });
    if (check.kind == catalog::ConstraintKind::check && mentions_all) checks.push_back(&check);
  }
  return checks;
}

}  // namespace pglint::design
