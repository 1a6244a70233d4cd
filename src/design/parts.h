// Parts of a table, each with its table, as checks of the schema get them.
#pragma once

#include <string>

#include "catalog/relation.h"

#include "design/key/keys.h"
#include "design/table.h"

namespace pglint::design {

struct TableColumn {
  const Table& table;
  const catalog::Column& column;

  /// `column `a` of `t``, for messages.
  [[nodiscard]] std::string shown() const {
    return "column `" + column.name + "` of `" + table.name() + "`";
  }
};

/// A column for which `is_own` is true.
struct OwnColumn : TableColumn {};

/// A column for which `has_own_default` is true.
struct DefaultedColumn : TableColumn {};

struct TableKey {
  const Table& table;
  const Key& key;
};

struct TableIndex {
  const Table& table;
  const catalog::Index& index;
};

struct TableConstraint {
  const Table& table;
  const catalog::Constraint& constraint;
};

/// Whether the column certainly exists, is declared in `relation` (not inherited or copied by
/// LIKE), and is not generated.
[[nodiscard]] bool is_own(const catalog::Relation& relation, const catalog::Column& column);

/// Whether the column certainly exists and has a DEFAULT.
[[nodiscard]] bool has_own_default(const catalog::Column& column);

}  // namespace pglint::design
