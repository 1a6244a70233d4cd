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

/// The default name of standard input.
inline constexpr const char* unnamed_stdin = "<stdin>";

struct Stdin {
  std::string name;                           ///< for reports
  std::size_t max_bytes = text::no_limit;     ///< reads one byte more, to notice a larger input
  const migration::Runner* runner = nullptr;  ///< null: detected
};

/// If standard input is one of `files`, reads its content and fills in its name and facts. Error:
/// it cannot be read.
[[nodiscard]] std::optional<Error> read_stdin(std::vector<SourceFile>& files,
                                              const Stdin& standard_input);

}  // namespace pglint::cli
