#include "tests/support/project.h"

namespace pglint::tests::project {

const char* const source_dir = PGLINT_SOURCE_DIR;
const char* const program = PGLINT_BINARY;
const char* const python = PGLINT_PYTHON;
const char* const sarif_multitool = PGLINT_SARIF_MULTITOOL;

}  // namespace pglint::tests::project
