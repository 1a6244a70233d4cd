// The names of the schema that hold an upper-case letter. Whoever made one quoted it, and everybody
// else has to: an unquoted name is folded to lower case.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/place.h"
#include "catalog/schema_catalog.h"

namespace pglint::design {

/// True for a name with a letter from A to Z. What PostgreSQL does with other letters depends on
/// the encoding.
[[nodiscard]] bool is_mixed_case(std::string_view name);

/// One object with its own name or names inside of it in mixed case.
struct MixedCaseObject {
  std::string_view kind;                           ///< the word for it: `table`, `function`
  catalog::Name name;                              ///< constraints have their table's schema
  bool is_named_so = false;                        ///< by its own name, not only its columns'
  std::vector<std::string> columns = {};           ///< those in mixed case, in order
  std::vector<catalog::Place> column_places = {};  ///< of the names of `columns`
  catalog::Name table = {};  ///< that an index, constraint, trigger, … belongs to
  catalog::Place place;      ///< its name, or that of the first of `columns`
  bool is_table = false;
};

struct MixedCaseNames {
  /// In the order in which a run reads them.
  std::vector<MixedCaseObject> objects;

  // How many there are, views left out:
  std::size_t tables = 0;
  std::size_t mixed_tables = 0;     ///< by their own name
  std::size_t affected_tables = 0;  ///< by their own name or their columns'
  std::size_t columns = 0;
  std::size_t mixed_columns = 0;

  /// How many objects there are of each kind but tables, by the word for it.
  std::map<std::string_view, std::size_t> others;
};

/// The parts of an object that different statements made, in the order in which the run reads them:
/// its own name with the columns of the same statement, if it is named so, then other columns.
[[nodiscard]] std::vector<MixedCaseObject> by_statement(const MixedCaseObject& object);

/// Its own name and each column as an object.
[[nodiscard]] std::vector<MixedCaseObject> single_names(const MixedCaseObject& object);

/// What is in mixed case, each cause once: what is named after a table in mixed case, such as its
/// primary key, is left out. So are temporary tables, the tables that tools keep for themselves,
/// columns that come from another table, views that stand in under the old name of a table that was
/// renamed, policies whose names are sentences, and the names that PostgreSQL itself gives.
[[nodiscard]] MixedCaseNames find_mixed_case(const catalog::Catalog& catalog);

}  // namespace pglint::design
