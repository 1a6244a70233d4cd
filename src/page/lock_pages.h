// The tables of lock modes and of locks in `docs/locks.md`.
#pragma once

#include <string>
#include <string_view>

namespace pglint::page {

/// `page` with its tables generated again.
[[nodiscard]] std::string with_lock_tables(std::string_view page);

}  // namespace pglint::page
