// Files that are read but not linted: the other migrations of a history, and those of `--context`.
#pragma once

#include <vector>

#include "cli/input/discovery.h"
#include "migration/runner.h"

namespace pglint::cli {

struct ContextSources {
  std::vector<SourceFile> given;  ///< by `--context`
  /// Whether a named migration gets the others of its folder.
  bool is_automatic = true;
  const migration::Runner* runner = nullptr;  ///< for all files; null: detected per file
};

/// `linted` with context in between, as `in_run_order` sorts them; standard input has been read.
/// Context of no history comes first. A file is linted or context, never both.
[[nodiscard]] std::vector<SourceFile> with_context(std::vector<SourceFile> linted,
                                                   ContextSources sources);

}  // namespace pglint::cli
