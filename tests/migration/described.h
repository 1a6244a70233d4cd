// Sections of a script as text, for tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migration/runner.h"

namespace pglint::migration {

using Lines = std::vector<std::string>;

/// The facts of a file `path` of `runner`.
[[nodiscard]] FileFacts facts_for(std::string_view runner, std::string_view path = "/m/1_a.sql");

/// For each section `up[ author:id][ in transaction]: ` and its text as the parser gets it, with
/// blanks collapsed.
[[nodiscard]] Lines described(std::string_view text, const FileFacts& facts);

}  // namespace pglint::migration
