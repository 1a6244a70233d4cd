// Names that are longer than PostgreSQL keeps.
#pragma once

#include <cstdint>
#include <string>

#include "catalog/name.h"
#include "catalog/place.h"

namespace pglint::catalog {

/// What a name belongs to.
enum class NameKind : std::uint8_t { relation, column, constraint, index, object };

/// The statement gives a name that is longer than PostgreSQL keeps. Stands in front of what the
/// statement does.
struct CutName {
  NameKind kind = NameKind::relation;
  Name relation = {};  ///< that a column, constraint or index belongs to
  std::string written;
  std::string kept;  ///< what PostgreSQL makes of it
  Place place;       ///< of the name
  bool if_not_exists = false;
  bool collides = false;  ///< set when it is applied: something else of that name is there
};

}  // namespace pglint::catalog
