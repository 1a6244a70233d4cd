// What a statement of a run locks, for listings.
#pragma once

#include <cstddef>
#include <vector>

#include "locks/effects.h"
#include "locks/operation.h"
#include "locks/session.h"

namespace pglint::locks {

/// One clause of a statement, with the locks that it takes and those that are held around it.
struct Record {
  std::size_t file = 0;  ///< number of the file in the run
  catalog::Place place;  ///< of the clause
  const LockRow* row = nullptr;
  bool is_certain = true;
  std::vector<LockedObject> locks = {};
  std::vector<HeldLock> held = {};  ///< by earlier statements of the transaction, not more than 100
  std::size_t more_held = 0;        ///< of those that are left out
  migration::InTransaction in_transaction = migration::InTransaction::unknown;
  Session::Setting lock_timeout = {};
};

}  // namespace pglint::locks
