// Columns that say something about the row that a foreign key refers to, not about their own row:
// what the second and the third normal form are about.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "design/schema.h"
#include "design/table.h"

namespace pglint::design {

struct CopiedColumn {
  const catalog::Column* column = nullptr;    ///< never null
  const catalog::Column* original = nullptr;  ///< of the parent; null where it has none
  bool ambiguous = false;  ///< by its name it may as well say something about its own row
};

/// The columns of a table that describe one parent, in their order.
struct CopiedColumns {
  const ForeignKey* key = nullptr;             ///< null where no foreign key is declared
  const catalog::Column* reference = nullptr;  ///< the column that holds the parent's key
  /// The parent; null where no table is called so. Then there is no foreign key either.
  const catalog::Relation* parent = nullptr;
  std::vector<CopiedColumn> columns = {};

  /// The names of the columns.
  [[nodiscard]] std::vector<std::string> names() const;
  /// The originals as `customers.name`, as far as there are some.
  [[nodiscard]] std::vector<std::string> originals() const;
};

/// What `table` repeats of the parents of its foreign keys of one column, in their order. A name
/// tells: `customer_email` beside `customer_id`. Without generated columns, those of keys and of
/// foreign keys, those that a trigger seems to keep alike, and what is kept on purpose for when the
/// parent is gone (NOT NULL beside ON DELETE SET NULL). Nothing for tables that keep what was:
/// histories, read models.
[[nodiscard]] std::vector<CopiedColumns> copied_columns(const Table& table, const Schema& schema);

/// The same for references that only a name shows: `customer_id` without a foreign key and two
/// columns about a customer; three, where no table has that name.
[[nodiscard]] std::vector<CopiedColumns> undeclared_copies(const Table& table,
                                                           const Schema& schema);

/// Takes from `copied`, columns of `table`, what comments accept in the name of `rule`, and what a
/// document keeps as it was agreed: `price` and `status` in a line of an order.
void drop_accepted(CopiedColumns& copied, const Table& table, std::string_view rule);

/// The columns of the key that has several: the primary key, or else the only unique and not null
/// one. Empty where there is none.
[[nodiscard]] std::vector<std::string> composite_key(const Table& table);

}  // namespace pglint::design
