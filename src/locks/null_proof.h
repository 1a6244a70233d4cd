// Whether CHECK constraints prove that a column has no NULL: then SET NOT NULL does not scan.
#pragma once

#include <string_view>

#include "parse/tree/nodes.h"

namespace pglint::locks {

/// Whether `condition`, of a valid CHECK, is false if `column` is NULL, as far as PostgreSQL sees:
/// IS NOT NULL at its top or in an AND, `NOT (column IS NULL OR …)`, `IS DISTINCT FROM NULL`, a row
/// IS NOT NULL. Comparisons do not count: a CHECK accepts what is NULL.
[[nodiscard]] bool proves_not_null(const Node* condition, std::string_view column);

}  // namespace pglint::locks
