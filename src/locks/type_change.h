// What ALTER COLUMN … TYPE does with the values that are stored.
#pragma once

#include <cstdint>

#include "catalog/type.h"

namespace pglint::locks {

enum class TypeChange : std::uint8_t {
  free,       ///< the stored values stay the same
  indexes,    ///< they stay, but indexes on the column are built anew
  time_zone,  ///< between timestamp and timestamptz: free only if TimeZone is UTC
  rewrite,    ///< the table is rewritten
};

/// The change of a column of type `from` to `to` without a conversion.
[[nodiscard]] TypeChange change_of(const catalog::Type& from, const catalog::Type& to);

/// Whether values of some other type become `to` for free: if the old type is unknown, the change
/// may be, too.
[[nodiscard]] bool may_be_free(const catalog::Type& to);

}  // namespace pglint::locks
