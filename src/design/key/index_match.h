// Compares indexes: equal ones, prefixes of others, and those that a foreign key can use.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/relation.h"
#include "catalog/schema_catalog.h"

namespace pglint::design {

/// An index in a form that is equal for indexes with the same use. Does not include uniqueness.
struct IndexShape {
  const catalog::Index* index = nullptr;  ///< never null
  std::string kind = {};  ///< method and predicate: only indexes of the same kind are comparable
  std::vector<std::string> keys = {};     ///< with operator class, collation and order
  std::vector<std::string> include = {};  ///< sorted
};

/// Whether two of the indexes have the same first key. If not, as in most tables, none is redundant
/// and their shapes are not needed.
[[nodiscard]] bool share_first_key(const catalog::Parts<catalog::Index>& indexes);

/// The shapes of a relation's indexes, without those of exclusion constraints, parts of a
/// partitioned index, and indexes that may not exist.
[[nodiscard]] std::vector<IndexShape> shapes_of(const catalog::Relation& relation,
                                                const catalog::Catalog& catalog);

/// Whether both find the same rows in the same order and contain the same columns.
[[nodiscard]] bool is_same(const IndexShape& a, const IndexShape& b);

/// Whether the keys of `longer` begin with those of `shorter`, and it contains all columns of
/// `shorter`. False for equal indexes.
[[nodiscard]] bool is_prefix(const IndexShape& shorter, const IndexShape& longer);

/// An index that another one makes redundant.
struct DuplicateIndex {
  const catalog::Index* index = nullptr;  ///< the one to drop
  const catalog::Index* kept = nullptr;   ///< enforces at least the same
};

/// The duplicates among a relation's indexes, each once, in the order of the relation's indexes.
/// Unique indexes are not duplicates if they treat NULL differently or only one is deferrable.
[[nodiscard]] std::vector<DuplicateIndex> duplicates_of(const catalog::Relation& relation,
                                                        const catalog::Catalog& catalog);

/// How an index finds the rows of a foreign key.
struct KeyCoverage {
  bool covered = false;
  /// If not covered: an index that would cover it, but only contains some rows. May be null.
  const catalog::Index* partial = nullptr;
  /// If not covered: an index of another access method, such as BRIN. May be null.
  const catalog::Index* other = nullptr;
  /// Columns of the foreign key that are the first column of an index.
  std::set<std::string> narrowed_by = {};
};

/// Whether an index finds rows by equality of all of `columns`: a B-tree, GiST or SP-GiST index
/// that begins with them in any order, also of an exclusion constraint; a hash index of the only
/// one, or a unique B-tree of some of them. An index that leaves out only rows where they are NULL
/// counts.
[[nodiscard]] KeyCoverage coverage_of(const std::vector<std::string>& columns,
                                      const catalog::Relation& relation);

/// The kind of an index in messages: `index`, `unique index`, `primary key`, `UNIQUE constraint`.
[[nodiscard]] std::string_view kind_of(const catalog::Index& index);

/// SQL that drops `index` of `relation`, or the constraint that owns it; without blocking writes
/// where PostgreSQL allows that.
[[nodiscard]] std::string drop_command(const catalog::Relation& relation,
                                       const catalog::Index& index);

/// Its columns and expressions as they are written, in parentheses: `(a, lower(b))`.
[[nodiscard]] std::string keys_shown(const catalog::Index& index);

/// The columns in its keys and their expressions.
[[nodiscard]] std::vector<std::string> columns_of(const catalog::Index& index);

/// Its place in the SQL; of a constraint, without the rest of its column's definition.
[[nodiscard]] catalog::Place place_of(const catalog::Index& index);

}  // namespace pglint::design
