// Indexes compared: which say the same, which is the beginning of another, and which one a foreign
// key can use.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/relation.h"
#include "catalog/schema_catalog.h"

namespace pglint::design {

/// An index in a form in which two that are used alike are equal. Uniqueness is no part of it.
struct IndexShape {
  const catalog::Index* index = nullptr;  ///< never null
  std::string kind = {};  ///< method and predicate: only indexes of one kind are comparable
  std::vector<std::string> keys = {};     ///< with operator class, collation and order
  std::vector<std::string> include = {};  ///< sorted
};

/// Whether two of the indexes begin alike. If not, as in most tables, none says what another says,
/// and their shapes need not be looked at.
[[nodiscard]] bool share_first_key(const std::vector<catalog::Index>& indexes);

/// The shapes of a relation's indexes that can be judged: not those of exclusion constraints, not
/// the parts of a partitioned index, and none that may not be there.
[[nodiscard]] std::vector<IndexShape> shapes_of(const catalog::Relation& relation,
                                                const catalog::Catalog& catalog);

/// True if both find the same rows in the same order and hold the same columns.
[[nodiscard]] bool is_same(const IndexShape& a, const IndexShape& b);

/// True if the keys of `longer` begin with all keys of `shorter`, and it holds all of its columns.
/// Not for indexes that are the same.
[[nodiscard]] bool is_prefix(const IndexShape& shorter, const IndexShape& longer);

/// An index of which another one does the work.
struct DuplicateIndex {
  const catalog::Index* index = nullptr;  ///< the one to drop
  const catalog::Index* kept = nullptr;   ///< it enforces as much or more
};

/// The duplicates among a relation's indexes, each once, in the order of the relation's indexes.
/// Two unique indexes are no duplicates where one treats NULL in another way or waits for the end
/// of the transaction.
[[nodiscard]] std::vector<DuplicateIndex> duplicates_of(const catalog::Relation& relation,
                                                        const catalog::Catalog& catalog);

/// How the rows that a foreign key belongs to are found.
struct KeyCoverage {
  bool covered = false;
  /// Where it is not: an index that would cover it, but holds a part of the rows only. May be null.
  const catalog::Index* partial = nullptr;
  /// Where it is not: an index on them of another access method, such as BRIN. May be null.
  const catalog::Index* other = nullptr;
  /// The first columns of indexes that at least begin with one of the columns.
  std::set<std::string> narrowed_by = {};
};

/// Whether an index finds rows by equality of all of `columns`: a B-tree, GiST or SP-GiST index
/// that begins with them in any order, also of an exclusion constraint; a hash index of the only
/// one, or a unique B-tree of some of them. An index that leaves out only rows where they are NULL
/// counts.
[[nodiscard]] KeyCoverage coverage_of(const std::vector<std::string>& columns,
                                      const catalog::Relation& relation);

/// What to call an index in messages: `index`, `unique index`, `primary key`, `UNIQUE constraint`.
[[nodiscard]] std::string_view kind_of(const catalog::Index& index);

/// Its columns and expressions as they are written, between brackets: `(a, lower(b))`.
[[nodiscard]] std::string keys_shown(const catalog::Index& index);

/// The columns in its keys and their expressions.
[[nodiscard]] std::vector<std::string> columns_of(const catalog::Index& index);

/// Its place in the SQL: of a constraint, without what else its column's definition has.
[[nodiscard]] catalog::Place place_of(const catalog::Index& index);

}  // namespace pglint::design
