// The columns of a query, as far as they can be told without knowing functions and operators: what
// CREATE VIEW and CREATE TABLE … AS leave behind. Tables are looked up when the change is applied.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/name.h"
#include "catalog/type.h"

namespace pglint::catalog {

/// One item of the SELECT list.
struct QueryColumn {
  std::string name = {};          ///< of the column that it makes; none for `*`
  bool star = false;              ///< `*` or `alias.*`
  std::string qualifier = {};     ///< of a star or of a column: the alias in front
  std::string column = {};        ///< the column that it hands on
  std::optional<Type> type = {};  ///< known from what is written: a cast, a constant
};

struct Query;

/// One item of the FROM list.
struct QuerySource {
  std::string alias = {};
  Name relation = {};                          ///< empty for a subquery and for the unknown
  std::vector<Query> query;                    ///< a subquery: one, or none
  std::vector<std::string> column_names = {};  ///< `AS alias (a, b)`
  bool merged = false;  ///< joined by USING or NATURAL: `*` means something else
};

struct Query {
  std::vector<QueryColumn> columns = {};
  std::vector<QuerySource> sources = {};
  bool combined = false;  ///< of UNION and its like: the types may be others
};

}  // namespace pglint::catalog
