// Steps of a file that wait for the schema: its changes, and questions that depend on it. In the
// order of the statements.
#pragma once

#include <variant>

#include "catalog/change.h"

#include "rule/context.h"

namespace pglint {

using Step = std::variant<Question, catalog::Change>;

}  // namespace pglint
