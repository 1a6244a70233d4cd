// A fast way to read a baseline that is laid out as pglint writes it: each start pays for it, and a
// JSON parser takes ten times as long.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "suppress/known/baseline.h"

namespace pglint {

/// The entries of a document that `baseline_json` wrote; nothing where any byte is laid out in
/// another way, which may be a baseline all the same.
[[nodiscard]] std::optional<std::vector<BaselineEntry>> read_baseline_lines(
    std::string_view document);

}  // namespace pglint
