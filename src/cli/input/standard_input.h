// Standard input as a file of the run.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "lint/source_file.h"
#include "migration/runner.h"
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
[[nodiscard]] std::optional<Error> read_stdin(std::vector<SourceFile>& files,
                                              const Stdin& standard_input);

}  // namespace pglint::cli
