// Columns of one table whose names differ in one part: a number (`phone1`, `phone2`), or a value
// that should be data (`revenue_2021`, `price_eur`).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "catalog/relation.h"

#include "design/name/value_word.h"
#include "design/table.h"

namespace pglint::design {

using Columns = std::vector<const catalog::Column*>;

/// The columns for which `is_own` is true, in order.
[[nodiscard]] Columns own_columns(const catalog::Relation& relation);

/// Columns of one type that are numbered from 0 or 1 without a gap. Groups of a table with the same
/// numbers (`product1_id`, `product1_qty`, …) are one.
struct NumberedColumns {
  std::vector<std::string> templates;  ///< `phone_#`, `product_#_id`
  Columns columns;                     ///< in the order of the table
  std::size_t numbers = 0;             ///< at least 2
  bool inside = false;                 ///< the number is inside of the names, not at the end
};

/// Leaves out numbers that do not repeat a column: parts of a term (`sha256`, `ipv4`), coordinates,
/// lines of an address, pairs of foreign keys.
[[nodiscard]] std::vector<NumberedColumns> numbered_columns(const Table& table);

/// Columns of one type whose names differ in a value. Groups of one table and kind are one.
struct ValueColumns {
  ValueKind kind = ValueKind::year;
  std::vector<std::string> templates;  ///< `revenue_#`
  Columns columns;                     ///< in the order of the table
  std::size_t values = 0;              ///< different values; at least 2 years or 3 others
};
[[nodiscard]] std::vector<ValueColumns> value_columns(const Table& table);

/// The column at which the group reached `least` columns: the first one added by that statement.
/// `columns` has at least `least`.
[[nodiscard]] const catalog::Column& decisive_column(Columns columns, std::size_t least);

/// The names of the columns.
[[nodiscard]] std::vector<std::string> names_of(const Columns& columns);

}  // namespace pglint::design
