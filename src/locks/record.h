// What the statements of a run lock, for listings and reports.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "locks/effects.h"
#include "locks/operation.h"
#include "locks/session.h"

namespace pglint::locks {

/// What one clause locks, and what it does while it holds the locks.
struct LockFacts {
  const LockRow* row = nullptr;  ///< never null
  bool is_certain = true;
  std::vector<LockedObject> locks = {};
  /// By earlier statements of the transaction, the strongest first, not more than 100.
  std::vector<HeldLock> held = {};
  std::size_t more_held = 0;  ///< of those that are left out
};

[[nodiscard]] LockFacts facts_of(const Effects& effects, const Session& session);

/// What waits for the locks, as messages write it: that of the strongest lock on an object that
/// other sessions may use; empty if no reads or writes do.
[[nodiscard]] std::string_view what_waits(const std::vector<LockedObject>& locks);

/// One clause of a statement.
struct Record {
  std::size_t file = 0;  ///< number of the file in the run
  catalog::Place place;  ///< of the clause
  LockFacts facts = {};
  migration::InTransaction in_transaction = migration::InTransaction::unknown;
  Session::Setting lock_timeout = {};
};

}  // namespace pglint::locks
