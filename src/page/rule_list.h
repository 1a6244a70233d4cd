// The output of `pglint rules`.
#pragma once

#include <string>

#include "report/painter.h"

namespace pglint::page {

/// A table by group: id, severities, on or off by default, summary.
[[nodiscard]] std::string rule_table(report::Color color);

/// A JSON document with all texts of all rules.
[[nodiscard]] std::string rules_as_json();

}  // namespace pglint::page
