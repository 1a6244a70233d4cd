// Where a statement uses a value that was added to an enum before.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "catalog/change_reader.h"

#include "locks/operation.h"

namespace pglint::locks {

/// The string constants of the statement that are one of `values`, or any without these, and that
/// it casts, stores in a column, or compares with one, in their order.
[[nodiscard]] std::vector<EnumUse> read_enum_uses(const catalog::StatementSource& source,
                                                  const std::set<std::string, std::less<>>* values);

}  // namespace pglint::locks
