// What following the schema costs: a long history of migrations, and ever larger schemas.
#pragma once

#include "rule/settings.h"

namespace pglint::bench {

/// Prints what linting a history of 5,000 migrations costs, and what it may cost.
void measure_history(const Settings& settings);

/// Prints the time per table of replaying a schema and of the rules about it, for growing schemas.
void measure_growth(const Settings& settings);

}  // namespace pglint::bench
