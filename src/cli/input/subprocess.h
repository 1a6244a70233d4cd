// Runs other programs without a shell.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pglint::cli {

struct ProgramOutcome {
  int status = 0;  ///< exit code, or 128 plus the signal that ended it
  std::string out;
  std::string err;
};

/// Runs `words` in the working directory, with the environment of this process but messages in
/// English; the first word is searched for in PATH. `input` becomes its standard input. Nothing if
/// the program does not exist or cannot be started.
[[nodiscard]] std::optional<ProgramOutcome> run_program(const std::vector<std::string>& words,
                                                        std::string_view input = {});

}  // namespace pglint::cli
