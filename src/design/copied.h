// Tables that take their columns from elsewhere: CREATE TABLE … AS, SELECT INTO, LIKE.
#pragma once

#include <algorithm>

#include "catalog/relation.h"

namespace pglint::design {

/// True if a query or another table gave the table columns: these were never written, and have the
/// table's own place.
[[nodiscard]] inline bool has_copied_columns(const catalog::Relation& relation) {
  return std::ranges::any_of(relation.columns, [&](const catalog::Column& column) {
    return column.place == relation.place;
  });
}

/// True where all columns of a relation are known and written for it, and it is sure to be there.
[[nodiscard]] inline bool is_written_out(const catalog::Relation& relation) {
  return relation.certain && relation.columns_known && !has_copied_columns(relation);
}

}  // namespace pglint::design
