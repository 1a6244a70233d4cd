// Names as lists of strings and RangeVars, the way messages write them and PostgreSQL resolves
// them.
#pragma once

#include <string>
#include <string_view>

#include "parse/tree/nodes.h"

namespace pglint::parse {

/// The parts of a list of String nodes, as PostgreSQL folded them, joined by dots: `public.f`.
[[nodiscard]] std::string qualified_name(const List* names);

/// `schema.table` as far as it is written; a database name is left out.
[[nodiscard]] std::string qualified_name(const RangeVar& relation);

/// The name of a function, operator or type where it can be one of pg_catalog: a lone name, or one
/// that `pg_catalog` qualifies. Empty for names in other schemas.
[[nodiscard]] std::string_view builtin_name(const List* names);

}  // namespace pglint::parse
