// How errors reach people: one line on standard error.
#pragma once

#include <string_view>

#include "cli/exit_code.h"

namespace pglint::cli {

/// Prints `pglint: <message>`, made safe for a terminal. Returns the exit code that goes with it.
ExitCode complain(std::string_view message);

}  // namespace pglint::cli
