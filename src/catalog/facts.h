// Containers for the facts of a schema, with their order.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "catalog/name.h"
#include "catalog/object.h"
#include "catalog/relation.h"

namespace pglint::catalog {

/// By schema and name.
using Relations = std::map<Name, Relation, ByName>;

/// Kind, schema, table, name; routines have their signature in the name.
using ObjectKey = std::tuple<ObjectKind, std::string, std::string, std::string>;
/// For look-ups: does not copy names.
using ObjectKeyView = std::tuple<ObjectKind, std::string_view, std::string_view, std::string_view>;

/// The order of objects, for both kinds of keys.
struct ByObjectKey {
  using is_transparent = void;
  bool operator()(const ObjectKeyView& a, const ObjectKeyView& b) const { return a < b; }
};
using Objects = std::map<ObjectKey, Object, ByObjectKey>;

}  // namespace pglint::catalog
