// Normalizes expressions, so that they can be compared.
#pragma once

#include <string>

#include "catalog/relation.h"

namespace pglint::design {

/// `sql`, an expression over columns of `relation`, without what pg_dump adds: parentheses, casts
/// of constants, casts of character columns to text, `= ANY (ARRAY[…])` for IN, `~~` for LIKE.
/// Equal for equivalent forms; an expression that it cannot normalize equals only the same
/// characters. The result is not SQL.
[[nodiscard]] std::string normal_form(const std::string& sql, const catalog::Relation& relation);

}  // namespace pglint::design
