// Finds names with upper-case letters, which must be quoted in each statement: unquoted names are
// folded to lower case.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/place.h"
#include "catalog/schema_catalog.h"

namespace pglint::design {

/// Whether the name has a letter from A to Z. How PostgreSQL folds other letters depends on the
/// encoding.
[[nodiscard]] bool is_mixed_case(std::string_view name);

/// An object with a mixed-case name, or with columns that have one.
struct MixedCaseObject {
  std::string_view kind;                           ///< in messages: `table`, `function`
  catalog::Name name;                              ///< constraints have their table's schema
  bool is_named_so = false;                        ///< its own name, not only those of its columns
  std::vector<std::string> columns = {};           ///< those in mixed case, in order
  std::vector<catalog::Place> column_places = {};  ///< of the names of `columns`
  std::vector<std::string> dropped = {};           ///< of a table named so: as `columns`, but gone
  catalog::Name table = {};                        ///< of an index, constraint, trigger, …
  catalog::Place place;                            ///< its name, or that of the first of `columns`
  bool is_table = false;
};

struct MixedCaseNames {
  /// In the order of the run.
  std::vector<MixedCaseObject> objects;

  // Counts without views:
  std::size_t tables = 0;
  std::size_t mixed_tables = 0;     ///< by their own name
  std::size_t affected_tables = 0;  ///< by their own name or those of columns
  std::size_t columns = 0;
  std::size_t mixed_columns = 0;

  /// The number of objects of each kind except tables.
  std::map<std::string_view, std::size_t> others;
};

/// The parts of an object that different statements made, in the order in which the run reads them:
/// its own name with the columns of the same statement, if it is named so, then other columns.
[[nodiscard]] std::vector<MixedCaseObject> by_statement(const MixedCaseObject& object);

/// Its own name and each column as an object.
[[nodiscard]] std::vector<MixedCaseObject> single_names(const MixedCaseObject& object);

/// Mixed-case names, each cause once. Leaves out objects named after a mixed-case table, such as
/// its primary key; temporary tables, internal tables of tools, columns copied from another table,
/// views that replace a renamed table under its old name, policies whose names are sentences, and
/// generated names.
[[nodiscard]] MixedCaseNames find_mixed_case(const catalog::Catalog& catalog);

}  // namespace pglint::design
