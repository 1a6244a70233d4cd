// Plans of rules about the schema. Their statements block neither reads nor writes for longer than
// the change of the catalog takes; docs/locks.md has the measured locks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/name.h"
#include "catalog/relation.h"

#include "rule/fix/plan.h"

namespace pglint {

namespace catalog {
class Catalog;
}

/// Creates a B-tree index on `columns` with CREATE INDEX CONCURRENTLY. Null for partitioned tables,
/// which CONCURRENTLY cannot do.
[[nodiscard]] SharedPlan plan_index(const catalog::Relation& table,
                                    const std::vector<std::string>& columns,
                                    const catalog::Catalog& catalog);

/// Drops `index`. Null if a constraint or a partitioned index owns it, or if it has no sure name.
[[nodiscard]] SharedPlan plan_drop_index(const catalog::Relation& table,
                                         const catalog::Index& index);

/// A foreign key to plan.
struct PlannedForeignKey {
  const catalog::Relation& table;
  std::string column;
  const catalog::Relation& target;
  bool needs_index = false;  ///< `column` is not indexed
};

/// Creates the index if it is needed, then adds the foreign key with NOT VALID, then validates it.
/// Null for partitioned tables, which reject NOT VALID before PostgreSQL 18.
[[nodiscard]] SharedPlan plan_foreign_key(const PlannedForeignKey& key,
                                          const catalog::Catalog& catalog);

/// Makes the unique `index`, whose columns are NOT NULL, the primary key.
[[nodiscard]] SharedPlan plan_primary_key(const catalog::Relation& table,
                                          const catalog::Index& index);

/// Sets the DEFAULT of `column`, which has none, for new rows.
[[nodiscard]] SharedPlan plan_set_default(const catalog::Relation& table,
                                          const catalog::Column& column,
                                          std::string_view expression);

/// Drops the DEFAULT of `column`.
[[nodiscard]] SharedPlan plan_drop_default(const catalog::Relation& table,
                                           const catalog::Column& column);

}  // namespace pglint
