// `pglint config` and `pglint init`: what counts and why, and a first configuration.
#pragma once

#include <string>

#include "cli/flag/options.h"
#include "cli/terminal/exit_code.h"

namespace pglint::cli {

[[nodiscard]] ExitCode run_config(const ConfigCommandOptions& options);

[[nodiscard]] ExitCode run_init(const InitOptions& options);

/// The JSON Schema of `pglint.toml`, for editors.
[[nodiscard]] std::string config_schema();

}  // namespace pglint::cli
