// References that no foreign key declares, as far as names and types tell.
#pragma once

#include <optional>

#include "design/schema.h"
#include "design/table.h"

namespace pglint::design {

/// What a column looks like a reference to.
struct UndeclaredReference {
  const Table* target = nullptr;  ///< never null; has a key of one column
  /// The name is that of the table and the types are the same; else one of the two is weaker.
  bool sure = true;
};

/// Nothing for columns that have a foreign key, that are a primary key, that hold keys of several
/// tables, and whose name or type is that of no table.
[[nodiscard]] std::optional<UndeclaredReference> undeclared_reference(const Table& table,
                                                                      const catalog::Column& column,
                                                                      const Schema& schema);

}  // namespace pglint::design
