// `pglint [check] PATH…`: lint and report.
#pragma once

#include "cli/exit_code.h"
#include "cli/options.h"

namespace pglint::cli {

[[nodiscard]] ExitCode run_check(const CheckOptions& options);

}  // namespace pglint::cli
