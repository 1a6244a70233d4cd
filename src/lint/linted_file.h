// A file during a run, from its first statement to its last finding.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "lint/source_file.h"
#include "lint/step.h"
#include "rule/file_result.h"
#include "suppress/suppression.h"

namespace pglint {

struct LintedFile {
  SourceFile source;               ///< its content moved to `result`
  std::size_t number = 0;          ///< 0-based position in the run
  FileResult result;               ///< findings are unsorted until the end
  std::vector<Step> steps = {};    ///< steps that wait for the schema
  Suppressions suppressions = {};  ///< applied when all findings are known
  bool is_without_data = false;    ///< see `parse::blank_data`
  /// Hash of the text that was dropped while the file waits for the schema.
  std::optional<std::uint64_t> dropped_text = {};
};

}  // namespace pglint
