// What a file leaves behind for the time when the schema is known: findings that depend on it, and
// what the file changes in it. In the order of the statements.
#pragma once

#include <variant>

#include "catalog/change.h"

#include "rule/context.h"

namespace pglint {

using Step = std::variant<Question, catalog::Change>;

}  // namespace pglint
