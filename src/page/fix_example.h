// What `--fix` makes of the example of a rule.
#pragma once

#include <string>

#include "rule/rule.h"

namespace pglint {

/// A sentence with the flags and the patch that `--fix` makes of `rule.bad`, which is fixed to find
/// out; empty if it has no fix.
[[nodiscard]] std::string fix_example(const Rule& rule);

}  // namespace pglint
