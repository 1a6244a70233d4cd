#include "rule/run/row_work.h"

#include <algorithm>

namespace pglint {
namespace {

/// Whether the lock is on something that the transaction dropped: a query that waits for it fails
/// then.
bool is_gone(const OperationContext& context, const locks::HeldLock& held) {
  const bool is_dropped =
      held.shown.starts_with("DROP TABLE") || held.shown.starts_with("DROP VIEW");
  return is_dropped && context.catalog().find_relation(held.object) == nullptr;
}

/// So many statements before and after are looked at.
constexpr std::size_t most_statements = 500;

bool has_row_work(const locks::Statement& statement) {
  return std::ranges::any_of(statement.operations,
                             [](const locks::Operation& each) { return writes_rows(each); });
}

}  // namespace

const locks::HeldLock* lock_that_waits(const OperationContext& context) {
  const locks::HeldLock* found = nullptr;
  const auto strongest = context.session().strongest_mode();
  for (const locks::HeldLock& held : context.session().held()) {
    if (found != nullptr && found->mode == strongest) break;
    bool is_own = false;
    for (const locks::LockedObject& lock : context.effects().locks) {
      is_own = is_own || (lock.name == held.object && lock.mode >= held.mode);
    }
    if (is_own || is_gone(context, held)) continue;
    if (found == nullptr || held.mode > found->mode) found = &held;
  }
  return found;
}

bool writes_rows(const locks::Operation& operation) {
  switch (operation.form) {
    case locks::Form::update:
    case locks::Form::insert:
      return operation.is_unbounded;
    case locks::Form::delete_rows:
    case locks::Form::copy_from:
      return true;
    default:
      return false;
  }
}

bool follows_row_work(const RunContext& context, const locks::HeldLock& held) {
  const auto before = context.file().before();
  const std::size_t transaction = context.statement().transaction_number;
  for (std::size_t back = 1; back <= std::min(before.size(), most_statements); ++back) {
    const locks::Statement& earlier = *before[before.size() - back];
    const bool is_held_then =
        earlier.transaction_number == transaction && earlier.place != held.since;
    if (!is_held_then) return false;
    if (has_row_work(earlier)) return true;
  }
  return false;
}

std::size_t later_row_work(const RunContext& context) {
  const auto rest = context.file().rest_of_transaction();
  const auto count =
      std::ranges::count_if(rest.first(std::min(rest.size(), most_statements)),
                            [](const locks::Statement* later) { return has_row_work(*later); });
  return static_cast<std::size_t>(count);
}

}  // namespace pglint
