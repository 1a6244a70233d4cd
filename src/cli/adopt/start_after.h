// `--start-after`: migrations that ran long ago are context.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/input/discovery.h"
#include "text/result.h"

namespace pglint::cli {

/// Makes context of every file that its history has up to and including `name`: a migration's file
/// name with or without its ending, its version, or a path. SQL that is nobody's migration counts
/// as history in the order of its paths, folder by folder. Error: nothing is called so, with the
/// nearest names; none where all files are named themselves and are nobody's migrations.
[[nodiscard]] std::optional<Error> start_after(const std::string& name,
                                               std::vector<SourceFile>& files);

}  // namespace pglint::cli
