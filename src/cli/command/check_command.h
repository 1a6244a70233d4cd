// `pglint [check] PATH…`: lint and report.
#pragma once

#include "cli/flag/options.h"
#include "cli/terminal/exit_code.h"

namespace pglint::cli {

[[nodiscard]] ExitCode run_check(const CheckOptions& options);

}  // namespace pglint::cli
