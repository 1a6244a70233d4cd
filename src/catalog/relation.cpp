#include "catalog/relation.h"

#include <algorithm>

namespace pglint::catalog {

const Column* Relation::find_column(std::string_view column) const {
  const auto found = std::ranges::find(columns, column, &Column::name);
  return found == columns.end() ? nullptr : &*found;
}

Column* Relation::find_column(std::string_view column) {
  const auto found = std::ranges::find(columns, column, &Column::name);
  return found == columns.end() ? nullptr : &*found;
}

const Constraint* Relation::find_constraint(std::string_view constraint) const {
  const auto found = std::ranges::find(constraints, constraint, &Constraint::name);
  return found == constraints.end() ? nullptr : &*found;
}

Constraint* Relation::find_constraint(std::string_view constraint) {
  const auto found = std::ranges::find(constraints, constraint, &Constraint::name);
  return found == constraints.end() ? nullptr : &*found;
}

const Index* Relation::find_index(std::string_view index) const {
  const auto found = std::ranges::find(indexes, index, &Index::name);
  return found == indexes.end() ? nullptr : &*found;
}

Index* Relation::find_index(std::string_view index) {
  const auto found = std::ranges::find(indexes, index, &Index::name);
  return found == indexes.end() ? nullptr : &*found;
}

const Constraint* Relation::primary_key() const {
  const auto found = std::ranges::find(constraints, ConstraintKind::primary_key, &Constraint::kind);
  return found == constraints.end() ? nullptr : &*found;
}

bool Relation::has_column_in(ConstraintKind constraint, std::string_view column) const {
  return std::ranges::any_of(constraints, [&](const Constraint& candidate) {
    return candidate.kind == constraint && std::ranges::count(candidate.columns, column) > 0;
  });
}

}  // namespace pglint::catalog
