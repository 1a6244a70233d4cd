// The only place where findings are made: makes their texts printable, asserts the house style,
// and sets `is_shown`.
#pragma once

#include "rule/finding.h"
#include "rule/report.h"

namespace pglint {

struct Settings;

/// Makes a finding of `rule`. Ranges of `report` must be bytes of the file; without a severity, it
/// gets the rule's.
[[nodiscard]] Finding make_finding(const Rule& rule, Report report, const Settings& settings);

/// As `make_finding`, without text: `give_text` follows if it is shown.
[[nodiscard]] Finding make_silent_finding(const Rule& rule, Report report,
                                          const Settings& settings);
void give_text(Finding& finding, FindingText said);

/// Must be called after a finding was changed: its texts are made printable, and `is_shown` is
/// computed again.
void refresh_finding(Finding& finding, const Settings& settings);

}  // namespace pglint
