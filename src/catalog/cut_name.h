// Names that PostgreSQL truncates.
#pragma once

#include <cstdint>
#include <string>

#include "catalog/name.h"
#include "catalog/place.h"

namespace pglint::catalog {

/// The kind of object that has the name.
enum class NameKind : std::uint8_t { relation, column, constraint, index, object };

/// The statement gives a name that PostgreSQL truncates. Comes before the statement's changes.
struct CutName {
  NameKind kind = NameKind::relation;
  Name relation = {};  ///< of a column, constraint or index
  std::string written;
  std::string kept;  ///< the truncated name
  Place place;       ///< of the name
  bool if_not_exists = false;
  bool collides = false;  ///< set when applied: something else has that name
};

}  // namespace pglint::catalog
