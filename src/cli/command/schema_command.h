// `pglint schema`.
#pragma once

#include "cli/flag/options.h"
#include "cli/terminal/exit_code.h"

namespace pglint::cli {

/// Prints the schema that the files leave behind.
[[nodiscard]] ExitCode run_schema(const SchemaOptions& options);

}  // namespace pglint::cli
