// Which findings of a file its settings keep.
#pragma once

#include <vector>

#include "lint/source_file.h"
#include "rule/file_result.h"
#include "rule/finding.h"
#include "rule/rule.h"
#include "rule/settings.h"

namespace pglint {

/// A migration that the default branch has: nobody edits it any more.
[[nodiscard]] bool is_applied(const SourceFile& file);

[[nodiscard]] bool runs(const Rule* rule, const Settings& settings);

/// Keeps the findings that `settings` select, with their severities.
void apply_settings(std::vector<Finding>& findings, const SourceFile& file,
                    const Settings& settings);

/// Takes out the findings about how a migration runs that has run, and counts them.
void leave_out_applied(FileResult& result);

}  // namespace pglint
