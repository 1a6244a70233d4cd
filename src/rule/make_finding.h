// The one place where findings are made: whatever a rule looks at, its messages are printable and
// in the house style, its severity is filled in, and what is not shown is marked.
#pragma once

#include "rule/finding.h"
#include "rule/report.h"

namespace pglint {

struct Settings;

/// What `rule` reports: `report`, with ranges in bytes of the file. The severity is the rule's
/// where the report names none.
[[nodiscard]] Finding make_finding(const Rule& rule, Report report, const Settings& settings);

/// Completes a finding that was made and then changed: its message may be a new one, and whether it
/// is shown is decided anew.
void refresh_finding(Finding& finding, const Settings& settings);

}  // namespace pglint
