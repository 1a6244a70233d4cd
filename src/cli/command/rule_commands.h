// `pglint explain` and `pglint rules`: what the rules say about themselves.
#pragma once

#include "cli/flag/options.h"
#include "cli/terminal/exit_code.h"

namespace pglint::cli {

[[nodiscard]] ExitCode run_explain(const ExplainOptions& options);
[[nodiscard]] ExitCode run_rules(const RulesOptions& options);

/// Prints `text` as it is.
[[nodiscard]] ExitCode run_show(const ShowText& show);

}  // namespace pglint::cli
