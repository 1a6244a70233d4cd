// Lints one file: reads its statements, walks them, calls the checks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/code_map.h"
#include "engine/dispatch.h"
#include "engine/finding.h"
#include "engine/settings.h"
#include "engine/step.h"
#include "engine/suppression.h"
#include "migration/runner.h"
#include "parse/notice.h"
#include "text/result.h"

namespace pglint {

/// What is known about one file after linting it.
struct FileResult {
  std::string path;  ///< as users gave it or as it was found below what they gave
  /// The text that the findings' ranges count, in UTF-8: a file in UTF-16 is decoded. Empty if
  /// unreadable.
  std::string content;
  std::vector<Finding> findings;  ///< sorted by offset, rule id, message
  /// Why the file, or the part that a `not-analysed` finding points at, was not analysed.
  std::vector<std::string> not_analysed;
  /// How the file was read where that is not as it stands there.
  std::vector<parse::Notice> notices;
  /// The file could not be read from disk at all: no finding, but a failure of the run.
  std::optional<Error> unreadable;
};

/// Whether the statements of `section` are linted; if not, they are only parsed.
[[nodiscard]] bool is_linted(const migration::Section& section, const Settings& settings);

/// One file of a run.
struct LintedText {
  std::string path;
  std::string content;  ///< its bytes
  migration::FileFacts facts = migration::psql_facts();
  std::size_t number = 0;  ///< of the file in the run, 0-based
};

/// What reading a file gives as long as nothing is known about the schema around it.
struct CheckedFile {
  FileResult result;  ///< its findings are unsorted, and some are not shown
  std::vector<Step> steps;
  Suppressions suppressions;  ///< to be applied when all findings are known
  const migration::Runner* runner = &migration::psql_runner();  ///< whose file it is
};

/// Checks all that can be checked without knowing the schema. Safe to call from several threads
/// with one table.
[[nodiscard]] CheckedFile check(LintedText text, const Settings& settings,
                                const DispatchTable& table);

/// Lints `content`, the bytes of the file that `facts` are about, as if there were no other file.
[[nodiscard]] FileResult lint(std::string path, std::string content, const Settings& settings,
                              const DispatchTable& table,
                              const migration::FileFacts& facts = migration::psql_facts());

}  // namespace pglint
