// Runs a shell command and captures its output.
#pragma once

#include <filesystem>
#include <string>

namespace pglint::tests {

struct Outcome {
  int status = -1;  ///< exit code, or 128 and the signal's number
  std::string out;
  std::string err;
};

/// Runs `command` with sh in `folder`, with the `pglint` of this build first in PATH, in English
/// and without environment variables about colors.
[[nodiscard]] Outcome run_shell(const std::string& command, const std::filesystem::path& folder);

/// True if a missing tool fails a test instead of skipping it.
[[nodiscard]] bool is_ci();

/// Ends a test because something that tools/setup installs is missing: skips it, or fails it if
/// is_ci().
void end_for_want(const std::string& what);

/// Runs one of tools/ that compares pglint with a server, and requires that it succeeds.
void require_content_of(const std::string& tool);

}  // namespace pglint::tests
