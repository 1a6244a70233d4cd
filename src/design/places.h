// Where findings about the schema's design point.
#pragma once

#include "catalog/place.h"

namespace pglint::design {

/// The name of the item of a list that `place` is: what the definition of a column begins with, or
/// what follows CONSTRAINT. Other places stay what they are.
[[nodiscard]] catalog::Place name_in(const catalog::Place& place);

/// The constraint that `place` is, without what else the definition of its column has. Other places
/// stay what they are.
[[nodiscard]] catalog::Place clause_in(const catalog::Place& place);

}  // namespace pglint::design
