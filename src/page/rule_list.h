// The output of `pglint rules`.
#pragma once

#include <span>
#include <string>

#include "report/painter.h"
#include "rule/rule.h"

namespace pglint::page {

/// A table of `rules`, sorted as in `all_rules()`, by group: id, severities, on or off by default,
/// summary.
[[nodiscard]] std::string rule_table(std::span<const Rule* const> rules, report::Color color);

/// A JSON document with all texts of `rules`.
[[nodiscard]] std::string rules_as_json(std::span<const Rule* const> rules);

}  // namespace pglint::page
