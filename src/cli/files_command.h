// `pglint files PATH…`: how files are read, for people who wonder.
#pragma once

#include "cli/exit_code.h"
#include "cli/options.h"

namespace pglint::cli {

[[nodiscard]] ExitCode run_files(const FilesOptions& options);

}  // namespace pglint::cli
