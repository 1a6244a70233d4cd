// Names from lists of strings and RangeVars.
#pragma once

#include <string>
#include <string_view>

#include "parse/tree/nodes.h"

namespace pglint::parse {

/// The parts of a list of String nodes, as PostgreSQL folded them, joined by dots: `public.f`.
[[nodiscard]] std::string qualified_name(const List* names);

/// `schema.table` or `table`, as written; without a database name.
[[nodiscard]] std::string qualified_name(const RangeVar& relation);

/// The name of a function, operator or type that can be in pg_catalog: unqualified, or qualified
/// with `pg_catalog`. Empty for names in other schemas.
[[nodiscard]] std::string_view builtin_name(const List* names);

}  // namespace pglint::parse
