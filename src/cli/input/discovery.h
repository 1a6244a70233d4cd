// From the paths on the command line to the files to lint.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <system_error>
#include <vector>

#include "lint/source_file.h"
#include "migration/runner.h"
#include "report/not_searched.h"
#include "text/folder.h"

namespace pglint::cli {

/// A path that cannot be linted.
struct BadPath {
  std::string path;    ///< as given
  std::string reason;  ///< `no such file or directory`
};

struct Discovery {
  std::vector<SourceFile> files;  ///< each once, however many paths lead to it
  std::vector<BadPath> problems;
  /// Folders that were searched and hold no configuration, absolute.
  std::vector<std::string> plain_folders = {};
  report::NotSearched not_searched = {};  ///< below the paths that are folders
};

/// Which files of a folder are read.
struct Wanted {
  /// All kinds that pglint reads: pg_hba.conf, shell scripts, Dockerfiles, …; otherwise only SQL:
  /// `*.sql`, `*.psql`, `*.pgsql` and `*.ddl`.
  bool all_kinds = false;
  bool with_ignored = false;    ///< also what `.gitignore` names
  bool with_generated = false;  ///< also folders of packages and of build results
};

/// The files that `paths` name and those below them that are `wanted`, as `in_run_order` sorts
/// them. A path that does not exist and has `*`, `?` or `[` is a pattern, where `**` is any number
/// of folders. Below a folder, symbolic links to folders and hidden folders are skipped, except
/// those of CI services if all kinds are wanted. `-` is standard input, which is not read here. All
/// SQL belongs to `runner`; if null, the tool is detected per file.
[[nodiscard]] Discovery discover(std::span<const std::string> paths,
                                 const migration::Runner* runner = nullptr,
                                 const Wanted& wanted = {});

/// The part of one folder that a search uses, as paths in no order.
struct FolderContent {
  std::vector<std::string> files;
  std::vector<std::string> links;    ///< those of `files` that are symbolic links, in their order
  std::vector<std::string> folders;  ///< folders to search
  std::vector<text::FolderEntry> entries;  ///< all of them
  std::error_code error;                   ///< set if the list may be incomplete
};

/// The SQL files in `folder`, without its subfolders.
[[nodiscard]] FolderContent sql_in(const std::string& folder);

/// Whether a search of the working directory would find the file at `path` below it, which git
/// tracks.
[[nodiscard]] bool would_find(const std::string& path, const Wanted& wanted);

/// The size of a file in bytes; 0 if unknown.
[[nodiscard]] std::uintmax_t size_of(const std::string& path);

/// The same for all paths to one file. Hard links count as different files.
[[nodiscard]] std::string identity_of(const std::string& path);

/// The identities of many paths. Looks at each folder once.
class Identities {
 public:
  [[nodiscard]] std::string of(const std::string& path);
  /// Of what is there, and known to be no link.
  [[nodiscard]] std::string of_no_link(const std::string& path);

 private:
  [[nodiscard]] const std::string& of_folder(const std::string& folder);

  std::map<std::string, std::string, std::less<>> folders_;
};

}  // namespace pglint::cli
