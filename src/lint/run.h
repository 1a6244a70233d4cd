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

/// What became of the files that are context.
struct ContextOutcome {
  std::vector<std::string> not_read_in_full;  ///< their paths, in input order
  std::vector<Error> unreadable;              ///< of those that could not be read from disk
};

/// Lints `files` on up to `jobs` threads and calls `deliver` on the calling thread, once per
/// file that is not context and in their order, whatever `jobs` is: at once, or, where a rule asks
/// about the whole schema, after the last was read. Texts that are kept until then are bounded;
/// what is beyond is read once more. `was_read`, if there is one, is called there too, once for
/// each file when it was read.
///
/// `settings` are those that files name by their number; the first also tell which version the
/// schema is for and the options of rules about the schema as a whole. Not empty.
ContextOutcome lint_files(std::vector<SourceFile> files, std::span<const Settings> settings,
                          std::size_t jobs, const std::function<void(FileResult&&)>& deliver,
                          const std::function<void()>& was_read = {});

/// The same with one set of settings for all files.
ContextOutcome lint_files(std::vector<SourceFile> files, const Settings& settings, std::size_t jobs,
                          const std::function<void(FileResult&&)>& deliver,
                          const std::function<void()>& was_read = {});

/// As `lint_files`, and gives back the schema that the files leave behind, in their order.
[[nodiscard]] catalog::Catalog read_schema(std::vector<SourceFile> files, Settings settings,
                                           std::size_t jobs,
                                           const std::function<void(FileResult&&)>& deliver);

}  // namespace pglint
