// Binds what reads uses (catalog/use_reader.h) to nodes, as rules bind their checks.
#pragma once

#include <span>

#include "rule/rule.h"

namespace pglint {

/// They go into the dispatch table beside the checks of rules, so that no tree is walked twice.
[[nodiscard]] std::span<const Handler> evidence_handlers();

}  // namespace pglint
