// Where a column that an expression names may come from: the relations in sight, nearest first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parse/tree/nodes.h"
#include "parse/tree/walk.h"

namespace pglint::parse {

/// A relation that is in sight.
struct SourceRelation {
  std::string schema;  ///< as written, may be empty
  std::string name;
  bool nullable = false;  ///< an outer join may fill its columns with NULL
};

/// What one level of a nested query has in sight.
struct SourceLevel {
  std::vector<SourceRelation> relations;
  /// There is more that may have the column: sub-selects, functions, CTEs.
  bool has_others = false;
};

/// A column and the levels that it is looked up in, from the inside out.
struct ColumnSource {
  std::string column;
  std::vector<SourceLevel> levels;
};

/// The source of `column`, whose ancestors are `ancestors`. For a qualified column, the levels hold
/// only what its qualifier names. No levels for `*` and for what nothing in sight can have.
[[nodiscard]] ColumnSource column_source(const ColumnRef& column, Ancestors ancestors);

/// The source of an unqualified column that is known to be one of `item`'s, an item of the FROM
/// list of a query whose ancestors are `ancestors`.
[[nodiscard]] ColumnSource column_source(std::string_view column, const Node* item,
                                         Ancestors ancestors);

}  // namespace pglint::parse
