// A rule as SARIF's reportingDescriptor.
#pragma once

#include <string_view>

#include "rule/rule.h"
#include "text/json.h"

namespace pglint::report {

/// The parts that GitHub shows in an alert, within its length limits.
[[nodiscard]] text::Json sarif_rule(const Rule& rule);

/// `error`, `warning`, `note`.
[[nodiscard]] std::string_view sarif_level(Severity severity);

}  // namespace pglint::report
