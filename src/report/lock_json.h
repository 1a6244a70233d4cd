// What a clause locks, as JSON: the same in findings and in `pglint locks`.
#pragma once

#include "locks/record.h"
#include "text/json.h"

namespace pglint::report {

/// The form of the statement, its locks, what waits for them, and what is done meanwhile.
[[nodiscard]] text::Json lock_json(const locks::LockFacts& facts);

/// As `lock_json`, with the locks of earlier statements.
[[nodiscard]] text::Json finding_lock_json(const locks::LockFacts& facts);

/// The object and the mode of a lock of an earlier statement.
[[nodiscard]] text::Json held_json(const locks::HeldLock& lock);

}  // namespace pglint::report
