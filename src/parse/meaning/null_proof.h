// Whether CHECK constraints prove that a column has no NULL: then SET NOT NULL does not scan.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parse/tree/nodes.h"

namespace pglint::parse {

/// The columns that must not be NULL for `condition`, of a valid CHECK, to be true or NULL, as far
/// as PostgreSQL sees: IS NOT NULL at its top or in an AND, `NOT (column IS NULL OR …)`, `IS
/// DISTINCT FROM NULL`, a row IS NOT NULL. Comparisons do not count: a CHECK accepts what is NULL.
[[nodiscard]] std::vector<std::string> proved_not_null(const Node* condition);

/// Whether `column` is among them.
[[nodiscard]] bool proves_not_null(const Node* condition, std::string_view column);

}  // namespace pglint::parse
