// What a file's name, its folder and the files beside it say about the database that it is for.
#pragma once

#include <string>
#include <string_view>

#include "parse/source/dialect.h"

namespace pglint {

struct NeighborDialect {
  std::string_view name;  ///< of the database, not PostgreSQL; empty if nothing says so
  std::string evidence;   ///< for people: "as its folder says"
};

/// The database for which the file at `path` with content `sql` is. For a file with syntax errors,
/// its path is enough, or two other files of its folder, or one if most of it fails; for a file
/// without, both its path and another file. Nothing if other files are for another database, or if
/// the path or `sql` has signs of PostgreSQL.
[[nodiscard]] NeighborDialect dialect_of_neighbors(std::string_view path, std::string_view sql,
                                                   const parse::ParseCounts& counts);

}  // namespace pglint
