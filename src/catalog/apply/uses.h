// Uses whose facts were not known when they were found.
#pragma once

#include "catalog/store.h"

namespace pglint::catalog {

/// Attaches them to the facts in the store, and drops the others.
void attach_pending_uses(Store& store);

}  // namespace pglint::catalog
