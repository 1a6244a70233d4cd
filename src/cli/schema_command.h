// `pglint schema`.
#pragma once

#include "cli/exit_code.h"
#include "cli/options.h"

namespace pglint::cli {

/// Prints the schema that the files leave behind.
[[nodiscard]] ExitCode run_schema(const SchemaOptions& options);

}  // namespace pglint::cli
