// Columns of one table that are alike but for one part of their names: a number (`phone1`,
// `phone2`), or a value that should be data (`revenue_2021`, `price_eur`).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "catalog/relation.h"

#include "design/name/value_word.h"
#include "design/table.h"

namespace pglint::design {

using Columns = std::vector<const catalog::Column*>;

/// The columns that somebody wrote for this very table, in order; see `is_own`.
[[nodiscard]] Columns own_columns(const catalog::Relation& relation);

/// Columns of one type that count from 0 or 1 without a gap. Groups of one table that count alike
/// (`product1_id`, `product1_qty`, …) are one.
struct NumberedColumns {
  std::vector<std::string> templates;  ///< `phone_#`, `product_#_id`
  Columns columns;                     ///< in the order of the table
  std::size_t numbers = 0;             ///< how far they count; 2 at least
  bool inside = false;                 ///< the number stands inside of the names
};

/// Without what is no repetition: numbers that are part of a term (`sha256`, `ipv4`), coordinates,
/// lines of an address, pairs of foreign keys.
[[nodiscard]] std::vector<NumberedColumns> numbered_columns(const Table& table);

/// Columns of one type whose names differ in a value. Groups of one table and kind are one.
struct ValueColumns {
  ValueKind kind = ValueKind::year;
  std::vector<std::string> templates;  ///< `revenue_#`
  Columns columns;                     ///< in the order of the table
  std::size_t values = 0;              ///< how many different ones; 2 years or 3 others at least
};
[[nodiscard]] std::vector<ValueColumns> value_columns(const Table& table);

/// Of columns that are a smell because they are `least` or more: the one to report at, the first of
/// the statement with which they became so many. `columns` has that many.
[[nodiscard]] const catalog::Column& decisive_column(Columns columns, std::size_t least);

/// The names of the columns.
[[nodiscard]] std::vector<std::string> names_of(const Columns& columns);

}  // namespace pglint::design
