// A file on its way through a run, from its first statement to its last finding.
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
  SourceFile source;               ///< its content, if it had any, is that of `result`
  std::size_t number = 0;          ///< of the file in the run, 0-based
  FileResult result;               ///< what reports get; until the end its findings are unsorted
  std::vector<Step> steps = {};    ///< what waits for the schema
  Suppressions suppressions = {};  ///< to be applied when all findings are known
  /// Hash of the text that was not kept while the file waits for the schema.
  std::optional<std::uint64_t> dropped_text = {};
};

}  // namespace pglint
