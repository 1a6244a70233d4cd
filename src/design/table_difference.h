// How a table of one schema differs from the same table of another one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "catalog/relation.h"

namespace pglint::design {

enum class DifferenceKind : std::uint8_t {
  missing_column,
  extra_column,
  type,
  not_null,
  default_value,  ///< one has a default
  missing_index,
  extra_index,
  renamed_index,
  missing_primary_key,
  extra_primary_key,
  renamed_primary_key,
  missing_foreign_key,
  extra_foreign_key,
  renamed_foreign_key,
  actions,  ///< of a foreign key
};

struct TableDifference {
  DifferenceKind kind = DifferenceKind::missing_column;
  std::string name;         ///< of the column, index or constraint; as wanted, if that has it
  std::string wanted = {};  ///< what the wanted one says: a type, a name, `not null`
  std::string found = {};   ///< what the other one says
};

/// What has to change in `found` so that it is as `wanted`, in the order of their parts. Only what
/// certainly differs. Not compared: the order of columns, NOT NULL of arrays, the values of
/// defaults, conditions, INCLUDE and storage of indexes, whether a unique index is a constraint;
/// and what only `found` has and that no schema of an ORM says: CHECK and EXCLUDE constraints,
/// triggers, indexes that are partial, on expressions, or of other operator classes.
[[nodiscard]] std::vector<TableDifference> differences_of(const catalog::Relation& wanted,
                                                          const catalog::Relation& found);

}  // namespace pglint::design
