// Steps of a file that wait for the schema: its changes, questions that depend on it, with what
// their statements read, and what runs. In the order of the statements.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "catalog/change.h"

#include "locks/operation.h"
#include "rule/context.h"
#include "text/boxed.h"

namespace pglint {

/// The relations that a statement names about which there is a question; none for the first
/// statement of a file that makes rows.
struct AskedRelations {
  std::vector<std::string> names;
};

/// A change is as large as a table: it is moved by its address.
using Step = std::variant<Question, text::Boxed<catalog::Change>, AskedRelations, locks::Statement>;

/// Null if the step is none.
[[nodiscard]] inline const catalog::Change* change_of(const Step& step) {
  const auto* change = std::get_if<text::Boxed<catalog::Change>>(&step);
  return change == nullptr ? nullptr : change->get();
}

}  // namespace pglint
