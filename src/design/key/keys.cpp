#include "design/key/keys.h"

#include <algorithm>

#include "design/table.h"

namespace pglint::design {
namespace {

bool is_not_null(const catalog::Relation& relation, const std::string& name) {
  const catalog::Column* column = relation.find_column(name);
  return column != nullptr && column->not_null == catalog::Answer::yes;
}

Key key_of(const catalog::Relation& relation, const catalog::Index& index) {
  Key key = {.index = &index,
             .constraint = relation.find_constraint(index.constraint),
             .primary = index.primary,
             .partial = !index.predicate.empty()};
  for (const catalog::IndexKey& part : index.keys) {
    if (part.column.empty()) {
      key.has_expressions = true;
    } else {
      key.columns.push_back(part.column);
    }
  }
  key.not_null =
      !key.has_expressions && std::ranges::all_of(key.columns, [&](const std::string& column) {
        return is_not_null(relation, column);
      });
  return key;
}

}  // namespace

const std::string& Key::name() const {
  return constraint == nullptr ? index->name : constraint->name;
}

const catalog::Place& Key::place() const {
  return constraint == nullptr ? index->place : constraint->place;
}

bool Key::has(std::string_view column) const { return std::ranges::count(columns, column) > 0; }

bool Key::has_exactly(const std::vector<std::string>& other) const {
  return !has_expressions && std::ranges::is_permutation(columns, other);
}

std::vector<Key> keys_of(const catalog::Relation& relation) {
  std::vector<Key> keys;
  for (const catalog::Index& index : relation.indexes) {
    if (index.unique) keys.push_back(key_of(relation, index));
  }
  // Not std::ranges::stable_partition, whose result clang 14 cannot compile.
  std::stable_partition(keys.begin(), keys.end(), [](const Key& key) { return key.primary; });
  return keys;
}

bool ForeignKey::has(std::string_view column) const {
  return std::ranges::count(columns, column, &catalog::Column::name) > 0;
}

bool ForeignKey::is_self_reference() const { return target == table->relation; }

}  // namespace pglint::design
