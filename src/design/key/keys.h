// The keys and foreign keys of a table.
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
  const catalog::Constraint* constraint = nullptr;  ///< null for an index without a constraint
  std::vector<std::string> columns = {};            ///< in order; without expressions
  bool primary = false;
  bool has_expressions = false;
  bool partial = false;   ///< it has a predicate
  bool not_null = false;  ///< none of its columns can be NULL

  /// The name and place of the constraint, or of the index without one.
  [[nodiscard]] const std::string& name() const;
  [[nodiscard]] const catalog::Place& place() const;

  /// Whether it makes exactly its columns unique in all rows.
  [[nodiscard]] bool is_plain() const { return !has_expressions && !partial; }

  /// Whether its columns are exactly `other`, in any order.
  [[nodiscard]] bool has_exactly(const std::vector<std::string>& other) const;
  [[nodiscard]] bool has(std::string_view column) const;
};

/// The keys of a relation: the primary key, then the others in the order of the run.
[[nodiscard]] std::vector<Key> keys_of(const catalog::Relation& relation);

/// A foreign key. Its target may be unknown to the run.
struct ForeignKey {
  const Table* table = nullptr;                      ///< never null
  const catalog::Constraint* constraint = nullptr;   ///< never null
  const catalog::Relation* target = nullptr;         ///< null if it is unknown to the run
  std::vector<const catalog::Column*> columns = {};  ///< in order; none is null
  /// In the same order; empty if the target or one of them is unknown.
  std::vector<const catalog::Column*> target_columns = {};

  [[nodiscard]] bool is_self_reference() const;
  [[nodiscard]] bool has(std::string_view column) const;
};

}  // namespace pglint::design
