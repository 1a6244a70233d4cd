// All rules of the program, for `pglint rules`.
#pragma once

#include <string>

#include "report/painter.h"

namespace pglint::page {

/// A table by group: id, severity, whether it is on by default, summary.
[[nodiscard]] std::string rule_table(report::Color color);

/// One JSON document with every text of every rule.
[[nodiscard]] std::string rules_as_json();

}  // namespace pglint::page
