// Where the project and its tools are. The paths are in one file of the tests only, so that ccache
// has the others of each clone.
#pragma once

namespace pglint::tests::project {

extern const char* const source_dir;       ///< absolute, without a trailing slash
extern const char* const program;          ///< the built `pglint`
extern const char* const python;           ///< with jsonschema and yaml; empty without one
extern const char* const sarif_multitool;  ///< need not exist

}  // namespace pglint::tests::project
