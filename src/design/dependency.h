// Columns that describe the row that a foreign key refers to and not their own row, which violates
// the second or third normal form.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "design/schema.h"
#include "design/table.h"

namespace pglint::design {

struct CopiedColumn {
  const catalog::Column* column = nullptr;    ///< never null
  const catalog::Column* original = nullptr;  ///< of the parent; null if it has none
  bool ambiguous = false;                     ///< its name may also describe its own row
};

/// The columns of a table that describe one parent, in their order.
struct CopiedColumns {
  const ForeignKey* key = nullptr;             ///< null if no foreign key is declared
  const catalog::Column* reference = nullptr;  ///< the column that holds the parent's key
  /// The parent; null if there is no such table, and so no foreign key.
  const catalog::Relation* parent = nullptr;
  std::vector<CopiedColumn> columns = {};

  /// The names of the columns.
  [[nodiscard]] std::vector<std::string> names() const;
  /// The existing originals, as `customers.name`.
  [[nodiscard]] std::vector<std::string> originals() const;
};

/// The columns of `table` that copy the parents of its single-column foreign keys, in the order of
/// the keys, as names show: `customer_email` beside `customer_id`. Leaves out generated columns,
/// those of keys and foreign keys, those that a trigger seems to update, and those that are meant
/// to outlive the parent (NOT NULL beside ON DELETE SET NULL). Empty for histories, read models and
/// tables of a warehouse.
[[nodiscard]] std::vector<CopiedColumns> copied_columns(const Table& table, const Schema& schema);

/// The same for references without a foreign key: `customer_id` and at least two columns about a
/// customer, or three if there is no such table.
[[nodiscard]] std::vector<CopiedColumns> undeclared_copies(const Table& table,
                                                           const Schema& schema);

/// Removes columns of `table` from `copied` that comments accept for `rule`, and terms that a
/// document keeps: `price` and `status` in a line of an order.
void drop_accepted(CopiedColumns& copied, const Table& table, std::string_view rule);

/// The columns of the primary key or, without one, of the only unique key without NULL, if it has
/// several columns; otherwise empty.
[[nodiscard]] std::vector<std::string> composite_key(const Table& table);

}  // namespace pglint::design
