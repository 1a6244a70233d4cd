// The facts of a schema in the order in which they are kept.
#pragma once

#include <map>
#include <string>
#include <tuple>

#include "catalog/name.h"
#include "catalog/object.h"
#include "catalog/relation.h"

namespace pglint::catalog {

/// By schema and name.
using Relations = std::map<Name, Relation, ByName>;

/// Kind, schema, table, name; routines have their signature in the name.
using ObjectKey = std::tuple<ObjectKind, std::string, std::string, std::string>;
using Objects = std::map<ObjectKey, Object>;

}  // namespace pglint::catalog
