// Whether CHECK constraints prove that a column has no NULL: then SET NOT NULL does not scan.
#pragma once

#include "parse/meaning/null_proof.h"

namespace pglint::locks {

using parse::proves_not_null;

}  // namespace pglint::locks
