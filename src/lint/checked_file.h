// A file as long as nothing is known about the schema around it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "lint/dispatch.h"
#include "lint/linted_text.h"
#include "lint/step.h"
#include "migration/runner.h"
#include "rule/file_result.h"
#include "rule/settings.h"
#include "suppress/suppression.h"

namespace pglint {

/// Whether the statements of `section` are linted; if not, they are only parsed.
[[nodiscard]] bool is_linted(const migration::Section& section, const Settings& settings);

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

}  // namespace pglint
