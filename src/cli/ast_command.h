// `pglint ast FILE`: the parse tree, for authors of rules.
#pragma once

#include "cli/exit_code.h"
#include "cli/options.h"

namespace pglint::cli {

[[nodiscard]] ExitCode run_ast(const AstOptions& options);

}  // namespace pglint::cli
