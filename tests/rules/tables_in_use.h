// The tables that the examples of rules about migrations are about.
#pragma once

#include <string>

#include "rule/rule.h"

namespace pglint::tests {

/// SQL of an earlier migration that `bad`, `good` and `instead` of the rule take for granted.
[[nodiscard]] std::string tables_in_use(const Rule& rule);

}  // namespace pglint::tests
