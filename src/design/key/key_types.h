// How a column that refers fits the column that it refers to, by their types.
#pragma once

#include <cstdint>

#include "catalog/schema_catalog.h"
#include "catalog/type.h"

namespace pglint::design {

enum class KeyFit : std::uint8_t {
  same,       ///< or the same but for domains
  narrower,   ///< an integer that cannot hold all that the other can
  wider,      ///< an integer that holds more than the other
  modifier,   ///< the same type with another length or precision
  related,    ///< of one family, and compared without doing harm
  padded,     ///< one is char(n), which compares without the blanks at its end
  zoned,      ///< what equals what depends on the TimeZone of the session, or a time is cut off
  converted,  ///< of two families, and PostgreSQL converts
  rejected,   ///< PostgreSQL has no operator that compares the two
  unknown,    ///< a type that this run does not know, or that nobody measured
};

/// How `referring` fits `key`, the type that a foreign key refers to.
[[nodiscard]] KeyFit fit_of(const catalog::Type& referring, const catalog::Type& key,
                            const catalog::Catalog& catalog);

}  // namespace pglint::design
