// What a file's name, its folder and the files beside it say about the database that it is for.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/source/dialect.h"

namespace pglint {

struct NeighborDialect {
  std::string_view name;  ///< of the database, not PostgreSQL; empty if nothing says so
  std::string evidence;   ///< for people: "as its folder says"
};

/// The files beside those of a run. Each folder and file is read once, when it is first asked
/// about. Thread-safe.
class Neighbors {
 public:
  /// The database for which the file at `path` with content `sql` is. For a file with syntax
  /// errors, its path is enough, or two other files of its folder, or one if most of it fails; for
  /// a file without, both its path and another file. Nothing if other files are for another
  /// database, or if the path or `sql` has signs of PostgreSQL.
  [[nodiscard]] NeighborDialect dialect_of(std::string_view path, std::string_view sql,
                                           const parse::ParseCounts& counts);

 private:
  [[nodiscard]] NeighborDialect dialect_of_files_beside(const std::string& path,
                                                        std::size_t needed);
  [[nodiscard]] const std::vector<std::string>& files_in(const std::string& folder);
  [[nodiscard]] const std::optional<parse::WrittenDialect>& dialect_in(const std::string& path);

  std::mutex mutex_;
  /// The names of the SQL files of a folder, in order.
  std::map<std::string, std::vector<std::string>> files_;
  /// By the paths of files; nothing for those that cannot be read.
  std::map<std::string, std::optional<parse::WrittenDialect>> dialects_;
};

}  // namespace pglint
