// Which database each file of a run belongs to.
#pragma once

#include <optional>
#include <vector>

#include "cli/flag/configuration.h"
#include "lint/source_file.h"
#include "text/result.h"

namespace pglint::cli {

/// Sets the database of each file: what `configuration` names, else as `migration::databases_of`
/// says. What is context for all of them decides nothing. Error: a configuration cannot be read.
[[nodiscard]] std::optional<Error> assign_databases(std::vector<SourceFile>& files,
                                                    Configuration& configuration);

}  // namespace pglint::cli
