// The objects that an operation locks, with real names.
#pragma once

#include <vector>

#include "locks/effects.h"

namespace pglint::locks {

/// Whether an operation of the form names an index; then it is about the index's table.
[[nodiscard]] bool is_about_index(Form form);
/// Whether it names a type, sequence or function; then it is about the tables that use it.
[[nodiscard]] bool is_about_type(Form form);

/// The locks of one row, where `effects` has the relation and its row may be another one. Without
/// those whose objects the run does not know.
[[nodiscard]] std::vector<LockedObject> locks_of(const LockRow& row, const Situation& situation,
                                                 const Effects& effects);

}  // namespace pglint::locks
