// What a file's name, its folder and what lies beside it say about the database that it is for.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "parse/source/dialect.h"
#include "parse/source/dialect_name.h"
#include "text/folder.h"

namespace pglint {

struct NeighborDialect {
  std::string_view name;  ///< of the database, not PostgreSQL; empty if nothing says so
  std::string evidence;   ///< for people: "as its folder says"
};

/// The files and folders beside those of a run. Each is read once, when it is first asked about.
/// Thread-safe.
class Neighbors {
 public:
  /// The database for which the file at `path` with content `sql` is, by the first that says so:
  /// what Prisma or Drizzle wrote beside the migrations; a name in the path that others beside it
  /// have for other databases (`mysql` beside `postgres`); a name that can mean nothing else; other
  /// files of the folder, of which a file that fails needs fewer. Nothing if the path says
  /// PostgreSQL, or if the files of the folder are for several databases. If `sql` has signs of
  /// PostgreSQL, only the first counts, and the second for a database that may have them, too.
  [[nodiscard]] NeighborDialect dialect_of(std::string_view path, std::string_view sql,
                                           const parse::ParseCounts& counts);

 private:
  /// What is written in the files of a folder.
  struct Written {
    std::string_view name;             ///< of the database that some are certainly for
    std::vector<std::string> certain;  ///< their names
    std::vector<std::string> files;    ///< all that were read
    bool has_doubt = false;            ///< one is for PostgreSQL, or several databases are named
  };

  [[nodiscard]] std::string rival_of(std::string_view path, const parse::NamedDialect& named);
  [[nodiscard]] NeighborDialect dialect_of_files_beside(std::string_view path, bool fails,
                                                        std::size_t needed);
  [[nodiscard]] NeighborDialect dialect_beside(std::string_view path,
                                               const parse::NamedDialect& named,
                                               const parse::ParseCounts& counts);
  [[nodiscard]] bool is_doubtful(std::string_view path, std::string_view name);
  [[nodiscard]] std::string_view dialect_of_tool(const std::string& folder);

  // Without the lock:
  [[nodiscard]] const std::vector<text::FolderEntry>& entries_of(const std::string& folder);
  [[nodiscard]] std::size_t sql_files_beside(std::string_view path);
  [[nodiscard]] const Written& written_in(const std::string& folder);
  [[nodiscard]] Written read_files_in(const std::string& folder);

  std::mutex mutex_;
  std::map<std::string, std::vector<text::FolderEntry>> entries_;  ///< by folder, sorted by name
  std::map<std::string, Written> written_;                         ///< by folder
  std::map<std::string, std::string_view> of_tools_;               ///< by folder
};

}  // namespace pglint
