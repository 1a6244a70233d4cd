// What a file leaves behind for the time when the schema is known: findings that depend on it, and
// what the file changes in it. In the order of the statements.
#pragma once

#include <functional>
#include <variant>

#include "catalog/change.h"
#include "catalog/schema_catalog.h"

#include "engine/finding.h"

namespace pglint {

/// Decides about a finding with the schema as it is before the finding's statement: false drops
/// it; its severity, confidence and message may change. Called when the tree is gone: it owns what
/// it needs.
using Decide = std::function<bool(const catalog::Catalog& before, Finding& finding)>;

struct Question {
  Finding finding;
  Decide decide;
};

using Step = std::variant<Question, catalog::Change>;

}  // namespace pglint
