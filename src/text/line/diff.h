// Writes unified diffs, which `git apply` and `patch` accept.
#pragma once

#include <string>
#include <string_view>

namespace pglint::text {

/// The patch from `before` to `after` of the file `path`, which is relative, with three lines of
/// context; empty if they are equal. Lines keep their ends.
[[nodiscard]] std::string line_diff(std::string_view path, std::string_view before,
                                    std::string_view after);

}  // namespace pglint::text
