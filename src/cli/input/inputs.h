// From the files that were found to what the engine reads.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/input/discovery.h"
#include "lint/run.h"
#include "text/file.h"
#include "text/result.h"

namespace pglint::cli {

/// What standard input is called where nobody gave it a name.
inline constexpr const char* unnamed_stdin = "<stdin>";

/// What is known about standard input.
struct Stdin {
  std::string name;                           ///< what to call it
  std::size_t max_bytes = text::no_limit;     ///< one more than that is read of what is larger
  const migration::Runner* runner = nullptr;  ///< whose it is; null to find out
};

/// Reads standard input where it is one of `files`, which then has its name, content and facts.
/// Returns what is wrong where it cannot be read.
[[nodiscard]] std::optional<Error> read_stdin(std::vector<FoundFile>& files,
                                              const Stdin& standard_input);

/// The inputs for `files`, whose standard input was read.
[[nodiscard]] std::vector<Input> inputs_of(std::vector<FoundFile> files);

}  // namespace pglint::cli
