// Where reports may be written.
#pragma once

#include <optional>
#include <vector>

#include "cli/flag/configuration.h"
#include "cli/flag/options.h"
#include "lint/source_file.h"
#include "text/result.h"

namespace pglint::cli {

/// Error: a report would replace something that the run reads, or a configuration file asks for one
/// outside of its folder, in `.git`, or in place of something that is not a report.
[[nodiscard]] std::optional<Error> find_forbidden_report(const CheckOptions& options,
                                                         const Configuration& configuration,
                                                         const std::vector<SourceFile>& files);

}  // namespace pglint::cli
