// A file of a run as it was found, before anything of it is linted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "migration/runner.h"

namespace pglint {

struct SourceFile {
  std::string path;  ///< as given, or below the folder as given; without `./` and `//`
  /// Its bytes where they are not those on the disk: standard input, or what git has staged.
  std::optional<std::string> content = {};
  /// What the disk has, where finding out whose the file is read it as a whole.
  std::optional<std::string> on_disk = {};
  migration::FileFacts facts = migration::psql_facts();
  /// Not linted: what it does to the schema is known to the findings of the other files.
  bool is_context = false;
  std::size_t settings = 0;  ///< the number of its settings in the run's
  /// Given by its own path or name, not found in a folder.
  bool is_named = false;
  bool is_stdin = false;     ///< `path` is `-`, until standard input is read and has a name
  std::uintmax_t bytes = 0;  ///< its size; 0 where that is unknown, as for a pipe
};

}  // namespace pglint
