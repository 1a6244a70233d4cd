// A rule as SARIF's reportingDescriptor.
#pragma once

#include <string_view>

#include "rule/rule.h"
#include "text/json.h"

namespace pglint::report {

/// What GitHub shows of an alert besides its message, within GitHub's limits of length.
[[nodiscard]] text::Json sarif_rule(const Rule& rule);

/// `error`, `warning`, `note`.
[[nodiscard]] std::string_view sarif_level(Severity severity);

}  // namespace pglint::report
