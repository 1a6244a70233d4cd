// Findings about several statements of one kind, of one table in one file, as one.
#pragma once

#include <vector>

#include "rule/schema/schema_context.h"

namespace pglint {

/// Of the findings of rules with `Rule::alike`, those of one rule, file, object, severity and help
/// become members of a summary at the first of them, and so do the findings that they replace.
/// `findings` are in the order of the run; the summaries come at their end.
void sum_up_alike(std::vector<SchemaFinding>& findings);

}  // namespace pglint
