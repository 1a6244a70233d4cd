// Prints errors and remarks, one line each, on standard error.
#pragma once

#include <string_view>

#include "cli/terminal/exit_code.h"

namespace pglint::cli {

/// Prints `pglint: <message>`, made safe for a terminal. Returns the exit code that goes with it.
ExitCode complain(std::string_view message);

/// Prints `pglint: note: <message>` in the same way, for what is not an error.
void remark(std::string_view message);

}  // namespace pglint::cli
