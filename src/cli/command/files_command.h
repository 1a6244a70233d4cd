// `pglint files PATH…`: how files are read, for people who wonder.
#pragma once

#include "cli/flag/options.h"
#include "cli/terminal/exit_code.h"

namespace pglint::cli {

[[nodiscard]] ExitCode run_files(const FilesOptions& options);

}  // namespace pglint::cli
