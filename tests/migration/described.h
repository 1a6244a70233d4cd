// Scripts in words, for tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migration/runner.h"

namespace pglint::migration {

using Lines = std::vector<std::string>;

/// The facts of a file called `path` that `runner` runs.
[[nodiscard]] FileFacts facts_for(std::string_view runner, std::string_view path = "/m/1_a.sql");

/// For each section `up[ author:id][ in transaction]: ` and its text as the parser gets it, with
/// blanks run together.
[[nodiscard]] Lines described(std::string_view text, const FileFacts& facts);

}  // namespace pglint::migration
