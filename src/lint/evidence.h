// Binds the readers of uses (catalog/use_reader.h) to nodes, as rules bind their checks.
#pragma once

#include <span>

#include "rule/rule.h"

namespace pglint {

/// Part of the dispatch table, so that no tree is walked twice.
[[nodiscard]] std::span<const Handler> evidence_handlers();

}  // namespace pglint
