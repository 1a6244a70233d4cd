// A file of a run before it is linted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "migration/runner.h"
#include "rule/run/file_change.h"
#include "text/result.h"

namespace pglint {

struct PrismaPart;

struct SourceFile {
  std::string path;  ///< as given, or below the folder as given; without `./` and `//`
  /// Its bytes if they are not those on disk: standard input or staged content.
  std::optional<std::string> content = {};
  /// Its bytes on disk, if recognizing the migration tool read all of them.
  std::optional<std::string> on_disk = {};
  migration::FileFacts facts = migration::psql_facts();
  /// Not linted, but its schema changes count for the findings in other files.
  bool is_context = false;
  std::size_t database = 0;        ///< index into the databases of the run
  std::string database_name = {};  ///< empty if the run has only one
  bool is_of_all = false;          ///< context for every database of the run
  std::size_t settings = 0;        ///< index into the settings of the run
  /// Named on the command line, or found in a folder that is only a part of its history's.
  bool is_named = false;
  /// The default branch does not have it yet, or has it otherwise; nothing if git does not tell.
  std::optional<bool> is_pending = {};
  /// What the changes that the run is about do to it; nothing if it is about all, or they do not
  /// tell.
  std::optional<FileChange> change = {};
  std::optional<std::string> before = {};  ///< the text of an edited migration before
  /// Not replayed: it only drops what its folder makes. Known once the files were replayed.
  bool is_teardown = false;
  /// What it is of a Prisma schema; null for other files, and before the run prepared it.
  std::shared_ptr<const PrismaPart> prisma = {};
  bool is_stdin = false;     ///< `path` is `-` until standard input is read
  bool leads_out = false;    ///< named, but a symbolic link leads out of the project: not read
  std::uintmax_t bytes = 0;  ///< its size; 0 if unknown, as for a pipe
};

/// The size of all `files`, as far as it is known.
[[nodiscard]] std::uintmax_t bytes_of(std::span<const SourceFile> files);

/// The bytes of `file` as they are on disk, as `text::read_file` reads them. What no user named has
/// to be a regular file of the project.
[[nodiscard]] Result<std::string> read_source(const SourceFile& file, std::size_t max_bytes);

}  // namespace pglint
