// Compares the types of a referencing and a referenced column.
#pragma once

#include <cstdint>

#include "catalog/schema_catalog.h"
#include "catalog/type.h"

namespace pglint::design {

enum class KeyFit : std::uint8_t {
  same,       ///< apart from domains
  narrower,   ///< an integer type with a smaller range
  wider,      ///< an integer type with a larger range
  modifier,   ///< the same type with another length or precision
  related,    ///< of one family, and compared without loss
  padded,     ///< one is char(n), which ignores trailing blanks
  zoned,      ///< equality depends on the session's TimeZone, or a time is truncated
  converted,  ///< of different families, but PostgreSQL converts
  rejected,   ///< PostgreSQL cannot compare the two
  unknown,    ///< a type that is unknown to the run or to pglint
};

/// Compares `referring` with `key`, the type of the referenced column.
[[nodiscard]] KeyFit fit_of(const catalog::Type& referring, const catalog::Type& key,
                            const catalog::Catalog& catalog);

}  // namespace pglint::design
