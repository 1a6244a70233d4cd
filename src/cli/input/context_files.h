// Files that are not linted but known: what stands before and behind a migration in its history,
// and what `--context` names.
#pragma once

#include <vector>

#include "cli/input/discovery.h"
#include "migration/runner.h"

namespace pglint::cli {

/// Where context comes from.
struct ContextSources {
  std::vector<SourceFile> given;  ///< by `--context`
  /// Whether a migration that is named gets the others of its folder.
  bool is_automatic = true;
  const migration::Runner* runner = nullptr;  ///< of all files; null: each is looked at
};

/// `linted`, whose standard input was read, with context in between, in the order in which the
/// engine takes them. Files of one migration tool in one folder stand in the order in which they
/// run if some of them are context; other context stands in front of everything. A file is linted
/// or context, never both.
[[nodiscard]] std::vector<SourceFile> with_context(std::vector<SourceFile> linted,
                                                   ContextSources sources);

}  // namespace pglint::cli
