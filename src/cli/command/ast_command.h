// `pglint ast FILE`: the parse tree, for authors of rules.
#pragma once

#include "cli/flag/options.h"
#include "cli/terminal/exit_code.h"

namespace pglint::cli {

[[nodiscard]] ExitCode run_ast(const AstOptions& options);

}  // namespace pglint::cli
