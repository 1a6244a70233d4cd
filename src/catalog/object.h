// Everything that has a name and is no relation with columns.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "catalog/name.h"
#include "catalog/place.h"

namespace pglint::catalog {

enum class ObjectKind : std::uint8_t {
  schema,
  sequence,
  index,
  enum_type,
  composite_type,
  range_type,
  base_type,
  domain,
  function,
  procedure,
  aggregate,
  trigger,
  policy,
  rule,
  role,
  database,
  extension,
};

/// The word for it in messages: `function`, `type`.
[[nodiscard]] std::string_view name_of(ObjectKind kind);

struct Object {
  ObjectKind kind = ObjectKind::schema;
  Name name;
  Name table = {};  ///< that an index, trigger, policy or rule belongs to
  Place place;      ///< its name where it was created
  bool certain = true;
};

}  // namespace pglint::catalog
