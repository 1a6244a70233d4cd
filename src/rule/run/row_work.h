// UPDATE, DELETE, INSERT … SELECT and COPY while an earlier statement of the transaction keeps a
// table closed: one finding is about all of them.
#pragma once

#include <cstddef>

#include "rule/run/operation_context.h"

namespace pglint {

/// The strongest lock that an earlier statement holds, if it is on another table than the one that
/// the statement locks as strongly itself; null for none.
[[nodiscard]] const locks::HeldLock* lock_that_waits(const OperationContext& context);

/// Whether rows are written that nothing limits.
[[nodiscard]] bool writes_rows(const locks::Operation& operation);

/// Whether an earlier statement of the transaction, after the one that took the lock, writes rows,
/// too.
[[nodiscard]] bool follows_row_work(const RunContext& context, const locks::HeldLock& held);

/// How many later statements of the transaction write rows; not more than a few hundred.
[[nodiscard]] std::size_t later_row_work(const RunContext& context);

}  // namespace pglint
