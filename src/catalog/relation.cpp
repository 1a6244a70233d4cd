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

bool Relation::has_column_in(ConstraintKind constraint, std::string_view column) const {
  return std::ranges::any_of(constraints, [&](const Constraint& candidate) {
    return candidate.kind == constraint && std::ranges::count(candidate.columns, column) > 0;
  });
}

}  // namespace pglint::catalog
