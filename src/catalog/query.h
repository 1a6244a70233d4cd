// The columns of a query in CREATE VIEW or CREATE TABLE … AS, as far as they are known without
// functions and operators. Tables are looked up when the change is applied.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/name.h"
#include "catalog/type.h"

namespace pglint::catalog {

/// One item of the SELECT list.
struct QueryColumn {
  std::string name = {};          ///< of the resulting column; empty for `*`
  bool star = false;              ///< `*` or `alias.*`
  std::string qualifier = {};     ///< the alias before a star or a column
  std::string column = {};        ///< the column that it returns unchanged
  std::optional<Type> type = {};  ///< of a cast or a constant
};

struct Query;

/// One item of the FROM list.
struct QuerySource {
  std::string alias = {};
  Name relation = {};                          ///< empty for a subquery, or if unknown
  std::vector<Query> query;                    ///< the subquery, at most one
  std::vector<std::string> column_names = {};  ///< `AS alias (a, b)`
  bool merged = false;                         ///< joined by USING or NATURAL, which changes `*`
};

struct Query {
  std::vector<QueryColumn> columns = {};
  std::vector<QuerySource> sources = {};
  bool combined = false;  ///< by UNION, INTERSECT or EXCEPT: the types may differ
};

}  // namespace pglint::catalog
