// Runs other programs without a shell.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pglint::cli {

struct ProgramOutcome {
  int status = 0;  ///< exit code, or 128 plus the signal that ended it
  std::string out;
  std::string err;
  bool is_cut = false;  ///< it wrote more than `most_output`; the rest is missing
};

/// The most of a program's output that is read, in bytes.
inline constexpr std::size_t most_output = std::size_t{1} << 30U;

/// A program to run.
struct Program {
  std::vector<std::string> words;  ///< the first is searched for in PATH
  std::string_view input = {};     ///< its standard input
  /// Which variables of this process's environment it gets: is asked with `NAME=value`.
  std::function<bool(std::string_view)> gets = [](std::string_view) { return true; };
};

/// Runs it in the working directory, with messages in English. Nothing if the program does not
/// exist or cannot be started.
[[nodiscard]] std::optional<ProgramOutcome> run_program(const Program& program);

}  // namespace pglint::cli
