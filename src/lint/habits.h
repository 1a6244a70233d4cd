// Many findings of one rule about columns of a database are one decision, such as the type that all
// keys have, and are reported once.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "lint/lasting.h"
#include "rule/schema/schema_context.h"

namespace pglint {

/// The group of findings that a finding may be summed up with, and how many of them are too many to
/// be reported one by one.
struct Habit {
  std::size_t group = 0;
  std::size_t least = 0;
};

/// Nothing if a finding stays alone, as in new and changed files.
using HabitGroup = std::function<std::optional<Habit>(const LastingFinding&)>;

/// Takes out of `lasting`, the findings of one database, those of rules that sum up many
/// (`Rule::many`), where a group has that many of a rule and a severity. Returns for each such
/// group the finding that sums it up, and its members.
[[nodiscard]] std::vector<SchemaFinding> take_habits(std::vector<LastingFinding>& lasting,
                                                     const HabitGroup& group_of);

}  // namespace pglint
