// What the function of a trigger writes whenever it runs.
#pragma once

#include <string>
#include <vector>

#include "catalog/object.h"

namespace pglint::catalog {

/// The INSERT and UPDATE statements of a PL/pgSQL body that run before anything can end it or
/// decide otherwise: no condition, loop, RETURN, RAISE or handler is before or around them. Needs a
/// live arena on this thread.
[[nodiscard]] std::vector<TriggerWrite> writes_of_body(const std::string& body);

}  // namespace pglint::catalog
