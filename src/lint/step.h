// Steps of a file that wait for the schema: its changes, questions that depend on it, with what
// their statements read, and what runs. In the order of the statements.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "catalog/change.h"

#include "locks/operation.h"
#include "rule/context.h"

namespace pglint {

/// The relations that a statement names about which there is a question; none for the first
/// statement of a file that makes rows.
struct AskedRelations {
  std::vector<std::string> names;
};

using Step = std::variant<Question, catalog::Change, AskedRelations, locks::Statement>;

}  // namespace pglint
