// Tables with columns of another relation or query: CREATE TABLE … AS, SELECT INTO, LIKE.
#pragma once

#include <algorithm>

#include "catalog/relation.h"

namespace pglint::design {

/// Whether a query or another table defines some of its columns. They have the table's place.
[[nodiscard]] inline bool has_copied_columns(const catalog::Relation& relation) {
  return std::ranges::any_of(relation.columns, [&](const catalog::Column& column) {
    return column.place == relation.place;
  });
}

/// Whether the relation certainly exists, and all its columns are known and declared in it.
[[nodiscard]] inline bool is_written_out(const catalog::Relation& relation) {
  return relation.certain && relation.columns_known && !has_copied_columns(relation);
}

}  // namespace pglint::design
