// Uses of what was not known when they were found.
#pragma once

#include "catalog/store.h"

namespace pglint::catalog {

/// Attaches them to what the store knows now, and forgets the others.
void attach_pending_uses(Store& store);

}  // namespace pglint::catalog
