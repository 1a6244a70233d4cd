// Names in dynamic SQL that `format` computes when it runs.
#pragma once

#include <string>
#include <string_view>

namespace pglint {

/// Whether a part of the name is a placeholder of `format`: `%I`, `part_%s`, `%1$I`.
[[nodiscard]] bool has_computed_part(std::string_view name);

/// `text` with `…` for these placeholders where they are in backticks, and `the table` for
/// `unnamed_table` in backticks.
[[nodiscard]] std::string without_computed_parts(std::string_view text);

}  // namespace pglint
