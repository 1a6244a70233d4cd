// Narrows places for findings about the schema's design.
#pragma once

#include "catalog/place.h"

namespace pglint::design {

/// The name in a list item: at the start of a column's definition, or after CONSTRAINT. Other
/// places are returned unchanged.
[[nodiscard]] catalog::Place name_in(const catalog::Place& place);

/// The constraint without the rest of its column's definition. Other places are returned unchanged.
[[nodiscard]] catalog::Place clause_in(const catalog::Place& place);

}  // namespace pglint::design
