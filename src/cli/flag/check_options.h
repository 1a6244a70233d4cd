// Parses the arguments of `pglint check`.
#pragma once

#include <span>
#include <string>

#include "cli/flag/options.h"
#include "text/result.h"

namespace pglint::cli {

/// Error: one line that says what to do.
[[nodiscard]] Result<Command> parse_check(std::span<const std::string> words);

}  // namespace pglint::cli
