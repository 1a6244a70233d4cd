// From the paths on the command line to the files to lint.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <system_error>
#include <vector>

#include "lint/source_file.h"
#include "migration/runner.h"

namespace pglint::cli {

/// A path that cannot be linted.
struct BadPath {
  std::string path;    ///< as given
  std::string reason;  ///< `no such file or directory`
};

struct Discovery {
  std::vector<SourceFile> files;  ///< each once, however many paths lead to it
  std::vector<BadPath> problems;
};

/// What is taken of a folder.
enum class Wanted : std::uint8_t {
  sql,       ///< `*.sql`
  all_kinds  ///< every file of a kind that pglint reads: pg_hba.conf, shell scripts, Dockerfiles, …
};

/// Files in the order of `paths`; of a folder, all that is `wanted` below it, sorted by the bytes
/// of their paths, but those of one migration tool in the order in which they run. Below a folder,
/// hidden folders and symbolic links to folders are left out; of the hidden ones, those of CI
/// services are taken where all kinds are wanted. `-` is standard input, which is not read here.
/// All SQL is `runner`'s; each file is looked at to find out where it is null.
[[nodiscard]] Discovery discover(std::span<const std::string> paths,
                                 const migration::Runner* runner = nullptr,
                                 Wanted wanted = Wanted::sql);

/// What a search takes of one folder, as paths in no order.
struct FolderContent {
  std::vector<std::string> files;
  std::vector<std::string> links;    ///< of the files, those that are symbolic links
  std::vector<std::string> folders;  ///< to search as well
  std::vector<std::string> names;    ///< of everything in it
  std::error_code error;             ///< why there may be more
};

/// What `discover` takes of `folder` where SQL is wanted, without what lies in folders below.
[[nodiscard]] FolderContent sql_in(const std::string& folder);

/// Whether a search of the working directory would find the file that lies at `path` below it.
[[nodiscard]] bool would_find(const std::string& path, Wanted wanted);

/// The size of a file in bytes; 0 where that is unknown.
[[nodiscard]] std::uintmax_t size_of(const std::string& path);

/// The same for all paths that lead to one file. Hard links count as files of their own.
[[nodiscard]] std::string identity_of(const std::string& path);

}  // namespace pglint::cli
