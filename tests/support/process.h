// Runs a line of shell and keeps what it says.
#pragma once

#include <filesystem>
#include <string>

namespace pglint::tests {

struct Outcome {
  int status = -1;  ///< exit code, or 128 and the signal's number
  std::string out;
  std::string err;
};

/// Runs `command` by sh in `folder`, with the `pglint` of this build first on the path, in English
/// and with no variable that has a say about colours.
[[nodiscard]] Outcome run_shell(const std::string& command, const std::filesystem::path& folder);

/// Whether a missing tool is a failure and not a reason to skip.
[[nodiscard]] bool is_ci();

/// Ends a test for want of something that tools/setup gets: skips it, or fails it where is_ci().
void end_for_want(const std::string& what);

/// Runs one of tools/, which holds pglint against a server, and requires that it is content.
void require_content_of(const std::string& tool);

}  // namespace pglint::tests
