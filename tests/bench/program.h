// Measures the program as users run it.
#pragma once

#include <string>
#include <vector>

namespace pglint::bench {

/// Runs pglint with `arguments` and discards its output. Returns its user and system CPU time in
/// seconds.
double run_program(const std::vector<std::string>& arguments);

/// Prints the cost of `check` on each folder relative to the parser on the same files: CPU time per
/// file, including discovery, schema rules and the report.
void measure_folders(const std::vector<std::string>& folders);

}  // namespace pglint::bench
