// From the paths on the command line to the files to lint.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "migration/runner.h"

namespace pglint::cli {

/// A file to lint.
struct FoundFile {
  std::string path;          ///< as given, or below the folder as given; without `./` and `//`
  std::uintmax_t bytes = 0;  ///< its size; 0 where that is unknown, as for a pipe
  bool is_stdin = false;     ///< `path` is `-`
  migration::FileFacts facts = migration::psql_facts();  ///< of standard input, nothing yet
};

/// A path that cannot be linted.
struct BadPath {
  std::string path;    ///< as given
  std::string reason;  ///< `no such file or directory`
};

struct Discovery {
  std::vector<FoundFile> files;  ///< each once, however many paths lead to it
  std::vector<BadPath> problems;
};

/// Files in the order of `paths`; of a folder, all `*.sql` below it, sorted by the bytes of their
/// paths, but those of one migration tool in the order in which they run. Below a folder, hidden
/// folders and symbolic links to folders are left out. `-` is standard input, which is not read
/// here. All files are `runner`'s; each is looked at to find out where it is null.
[[nodiscard]] Discovery discover(std::span<const std::string> paths,
                                 const migration::Runner* runner = nullptr);

}  // namespace pglint::cli
