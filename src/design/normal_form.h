// Expressions in a form in which two ways of writing the same one are equal.
#pragma once

#include <string>

#include "catalog/relation.h"

namespace pglint::design {

/// `sql`, an expression over columns of `relation`, without what pg_dump adds to it: brackets,
/// casts of constants, casts of character columns to text, `= ANY (ARRAY[…])` for IN, `~~` for
/// LIKE. Equal for expressions that are the same; what it cannot read is equal to the same
/// characters only. For comparing, not for reading.
[[nodiscard]] std::string normal_form(const std::string& sql, const catalog::Relation& relation);

}  // namespace pglint::design
