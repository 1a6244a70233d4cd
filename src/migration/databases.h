// Which files of a run make up one database: each history of migrations is one.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pglint::migration {

/// What tells whose a file is.
struct DatabaseMember {
  std::string_view path;       ///< absolute
  std::string_view directory;  ///< of all migrations, absolute; empty for files of no tool
  std::string_view named;      ///< the database that the configuration names; empty: none
};

/// The databases of a run. There is at least one where there are files.
struct Databases {
  std::vector<std::size_t> of_files;  ///< the number of each file's database, 0-based
  /// What each is called: its name in the configuration, or the absolute path of the folder of its
  /// migrations. Empty for files that belong to no history, and where there is one database only.
  std::vector<std::string> names;
};

/// Files of one folder of migrations share a database. Other files belong to the history that lies
/// nearest in the tree of folders, or, where several are as near, to none: these make a database
/// together. With one history or none, all files are of one database. A name from the configuration
/// counts before all that.
[[nodiscard]] Databases databases_of(std::span<const DatabaseMember> files);

}  // namespace pglint::migration
