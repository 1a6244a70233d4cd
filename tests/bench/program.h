// The program as its users run it.
#pragma once

#include <string>
#include <vector>

namespace pglint::bench {

/// Runs pglint with `arguments`, whose output goes nowhere, and waits for it. Seconds of CPU time
/// that it took, the system's share included.
double run_program(const std::vector<std::string>& arguments);

/// Prints what `check` costs on each folder beside the parser alone on the same files: CPU time for
/// each file, discovery, the schema's rules and the report included.
void measure_folders(const std::vector<std::string>& folders);

}  // namespace pglint::bench
