// The cost of replaying the schema: a long history of migrations, and growing schemas.
#pragma once

#include "rule/settings.h"

namespace pglint::bench {

/// Prints the cost of linting a history of 5,000 migrations, and its limit.
void measure_history(const Settings& settings);

/// Prints the time per table of replaying a schema and of the rules about it, for growing schemas.
void measure_growth(const Settings& settings);

}  // namespace pglint::bench
