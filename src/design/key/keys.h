// What identifies the rows of a table, and what refers to other tables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/relation.h"

namespace pglint::design {

struct Table;

/// A primary key, a UNIQUE constraint or a unique index.
struct Key {
  const catalog::Index* index = nullptr;            ///< never null
  const catalog::Constraint* constraint = nullptr;  ///< null for a mere index
  std::vector<std::string> columns = {};  ///< in order; without its expressions, if it has some
  bool primary = false;
  bool has_expressions = false;
  bool partial = false;   ///< it has a predicate
  bool not_null = false;  ///< no column of it can be NULL, as far as the run knows

  /// Its name and place: of the constraint if it is one.
  [[nodiscard]] const std::string& name() const;
  [[nodiscard]] const catalog::Place& place() const;

  /// True if it says that no two rows are alike in just these columns.
  [[nodiscard]] bool is_plain() const { return !has_expressions && !partial; }

  /// True if its columns are exactly `other`, in any order.
  [[nodiscard]] bool has_exactly(const std::vector<std::string>& other) const;
  [[nodiscard]] bool has(std::string_view column) const;
};

/// The keys of a relation, the primary key first, then as the run reads them.
[[nodiscard]] std::vector<Key> keys_of(const catalog::Relation& relation);

/// A foreign key; what it refers to may be unknown to the run.
struct ForeignKey {
  const Table* table = nullptr;                      ///< never null
  const catalog::Constraint* constraint = nullptr;   ///< never null
  const catalog::Relation* target = nullptr;         ///< null where this run never saw it
  std::vector<const catalog::Column*> columns = {};  ///< in order; none is null
  /// In the same order; empty where the target or one of them is unknown.
  std::vector<const catalog::Column*> target_columns = {};

  [[nodiscard]] bool is_self_reference() const;
  [[nodiscard]] bool has(std::string_view column) const;
};

}  // namespace pglint::design
