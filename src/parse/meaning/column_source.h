// The relations that a column in an expression may belong to, innermost query first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parse/tree/nodes.h"
#include "parse/tree/walk.h"

namespace pglint::parse {

/// A relation whose columns are visible.
struct SourceRelation {
  std::string schema;  ///< as written, may be empty
  std::string name;
  bool nullable = false;  ///< an outer join may fill its columns with NULL
};

/// The relations that are visible at one level of a nested query.
struct SourceLevel {
  std::vector<SourceRelation> relations;
  /// Subqueries, functions or CTEs may have the column too.
  bool has_others = false;
};

/// A column and the levels where it is looked up, innermost first.
struct ColumnSource {
  std::string column;
  std::vector<SourceLevel> levels;
};

/// The source of `column`, whose ancestors are `ancestors`. For a qualified column, levels contain
/// only relations that match the qualifier. No levels for `*`, or if no relation can have it.
[[nodiscard]] ColumnSource column_source(const ColumnRef& column, Ancestors ancestors);

/// The source of an unqualified column that is known to belong to `item` of a query's FROM list;
/// `ancestors` are those of the query.
[[nodiscard]] ColumnSource column_source(std::string_view column, const Node* item,
                                         Ancestors ancestors);

}  // namespace pglint::parse
