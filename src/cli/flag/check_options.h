// `pglint check`, from its words to its options.
#pragma once

#include <span>
#include <string>

#include "cli/flag/options.h"
#include "text/result.h"

namespace pglint::cli {

/// Reads the arguments of `check`. Error: one line that says what to do instead.
[[nodiscard]] Result<Command> parse_check(std::span<const std::string> words);

}  // namespace pglint::cli
