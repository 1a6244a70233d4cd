// Parts of a table together with it: what checks of the schema look at one by one.
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

/// A column that somebody wrote for this very table; see `is_own`.
struct OwnColumn : TableColumn {};

/// A column with a DEFAULT of its own.
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

/// True for a column of `relation` that is neither inherited, copied by LIKE nor generated, and
/// that no condition may have left out.
[[nodiscard]] bool is_own(const catalog::Relation& relation, const catalog::Column& column);

/// True for a column that is sure to be there with a DEFAULT that was written; generated ones have
/// none.
[[nodiscard]] bool has_own_default(const catalog::Column& column);

}  // namespace pglint::design
