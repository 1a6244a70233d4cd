// The order in which the files of a run are read.
#pragma once

#include <vector>

#include "lint/source_file.h"

namespace pglint::cli {

/// `files` sorted by their paths, with numbers as numbers, and those of one history as its tool
/// runs them. The order in which they come makes no difference.
[[nodiscard]] std::vector<SourceFile> in_run_order(std::vector<SourceFile> files);

}  // namespace pglint::cli
