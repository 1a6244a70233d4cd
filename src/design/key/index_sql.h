// The SQL of indexes, for help that replaces one by another: what it does not mean to change stays.
#pragma once

#include <string>

#include "catalog/relation.h"

namespace pglint::design {

/// What follows the table in CREATE INDEX:
/// `(a DESC, (lower(b))) INCLUDE (c) NULLS NOT DISTINCT WHERE d > 0`, with USING for other methods
/// than btree.
[[nodiscard]] std::string clauses_of(const catalog::Index& index);

/// ` WHERE d > 0`, or ` WHERE …` for a long condition; empty for an index of all rows.
[[nodiscard]] std::string where_clause(const catalog::Index& index);

/// ` INCLUDE (c)`; empty without such columns.
[[nodiscard]] std::string include_clause(const catalog::Index& index);

/// ` DEFERRABLE INITIALLY DEFERRED`, or the part of it that is true.
[[nodiscard]] std::string deferral_clause(const catalog::Constraint& constraint);

}  // namespace pglint::design
