// Finds references without a foreign key by names and types.
#pragma once

#include <optional>

#include "design/schema.h"
#include "design/table.h"

namespace pglint::design {

/// The likely target of a reference.
struct UndeclaredReference {
  const Table* target = nullptr;  ///< never null; has a key of one column
  /// The name matches the table exactly and the types are equal.
  bool sure = true;
};

/// Nothing for columns with a foreign key, primary keys, keys of polymorphic pairs, and columns
/// whose name or type does not match a table. Nor for those that match only a table whose name is
/// in another style, if the style of `table` has tables of such things.
[[nodiscard]] std::optional<UndeclaredReference> undeclared_reference(const Table& table,
                                                                      const catalog::Column& column,
                                                                      const Schema& schema);

}  // namespace pglint::design
