// `--start-after`: old migrations become context.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/input/discovery.h"
#include "text/result.h"

namespace pglint::cli {

/// Turns every file of a history up to and including `name` into context. `name` is a file name
/// with or without extension, a version, or a path. SQL without a migration tool is ordered by
/// path, per folder. Error: no file has this name, unless all files are named and no migrations.
[[nodiscard]] std::optional<Error> start_after(const std::string& name,
                                               std::vector<SourceFile>& files);

}  // namespace pglint::cli
