// Runs other programs, without a shell in between.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pglint::cli {

/// What a program did.
struct ProgramOutcome {
  int status = 0;  ///< exit code; 128 and the number of the signal that ended it
  std::string out;
  std::string err;
};

/// Runs `words`, the first of which is searched for on the path, in the working directory and in
/// the environment of this process, but with messages in English. It reads `input` from standard
/// input. Nothing where there is no such program or the system cannot start it.
[[nodiscard]] std::optional<ProgramOutcome> run_program(const std::vector<std::string>& words,
                                                        std::string_view input = {});

}  // namespace pglint::cli
