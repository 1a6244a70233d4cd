// Lints many files on several threads and hands the results over in input order.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "lint/source_file.h"
#include "rule/file_result.h"
#include "rule/settings.h"
#include "text/result.h"

namespace pglint {

namespace catalog {
class Catalog;
}
namespace locks {
struct Record;
}

/// The outcome of the context files.
struct ContextOutcome {
  std::vector<std::string> not_read_in_full;  ///< paths in input order
  std::vector<Error> unreadable;              ///< files that could not be read from disk
};

/// Whether the reader of a run knows a finding in `file` already, or did not ask about it: then the
/// others with the same cause are findings of their own. Only asked about findings about single
/// objects that another one sums up.
using IsOld = std::function<bool(const FileResult& file, const Finding& finding)>;

/// Lints `files` on up to `jobs` threads. Calls `deliver` on the calling thread, once per file that
/// is not context, always in input order: immediately, or after the last file if a rule needs the
/// whole schema or if several files are in no sure order. The texts kept until then are limited;
/// others are read again. `was_read`, if given, is called on the same thread after each file.
///
/// A finding that sums up several objects is delivered if all of them are linted and not `is_old`.
/// Otherwise those of its members in linted files are, old ones too.
///
/// `settings`, which are not empty, are those that files refer to by index. The first ones also
/// have the version and the options for rules about the whole schema.
ContextOutcome lint_files(std::vector<SourceFile> files, std::span<const Settings> settings,
                          std::size_t jobs, const std::function<void(FileResult&&)>& deliver,
                          const std::function<void()>& was_read = {}, const IsOld& is_old = {});

/// Uses one set of settings for all files.
ContextOutcome lint_files(std::vector<SourceFile> files, const Settings& settings, std::size_t jobs,
                          const std::function<void(FileResult&&)>& deliver,
                          const std::function<void()>& was_read = {}, const IsOld& is_old = {});

/// As `lint_files`, and returns the schema of each database after all files, by its number.
[[nodiscard]] std::vector<catalog::Catalog> read_schemas(
    std::vector<SourceFile> files, Settings settings, std::size_t jobs,
    const std::function<void(FileResult&&)>& deliver);

/// As `lint_files`, and returns what the statements of the files that are not context lock, in the
/// order of the run.
[[nodiscard]] std::vector<locks::Record> read_locks(
    std::vector<SourceFile> files, Settings settings, std::size_t jobs,
    const std::function<void(FileResult&&)>& deliver);

/// In which order the schema takes the files.
struct ReplayedFiles {
  std::vector<std::size_t> order;     ///< indexes of files, database by database
  std::vector<std::size_t> teardown;  ///< not replayed: they only drop what their folder makes
};

/// What `lint_files` does with `files`.
[[nodiscard]] ReplayedFiles replayed_files(std::vector<SourceFile> files, Settings settings,
                                           std::size_t jobs);

}  // namespace pglint
