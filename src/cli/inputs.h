// From the files that were found to what the engine reads.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/discovery.h"
#include "engine/run.h"
#include "text/file.h"
#include "text/result.h"

namespace pglint::cli {

/// What is known about standard input.
struct Stdin {
  std::string name;                           ///< what to call it
  std::size_t max_bytes = text::no_limit;     ///< one more than that is read of what is larger
  const migration::Runner* runner = nullptr;  ///< whose it is; null to find out
};

/// The inputs for `files`. Standard input is read here. Error: it cannot be read.
[[nodiscard]] Result<std::vector<Input>> inputs_of(std::vector<FoundFile> files,
                                                   const Stdin& standard_input);

}  // namespace pglint::cli
