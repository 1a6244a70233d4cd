// Patterns of paths that no shell expanded, as `'db/*.sql'` in a script or on Windows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pglint::cli {

/// Whether `path` has `*`, `?` or `[`.
[[nodiscard]] bool is_pattern(std::string_view path);

/// The files and folders that match, sorted. Names match as in `text::fits_glob`; `**` is any
/// number of folders. As in a shell, a name that begins with a dot only matches a pattern that
/// does, too. Links to folders are followed where named, not by `**`.
[[nodiscard]] std::vector<std::string> expanded(const std::string& pattern);

}  // namespace pglint::cli
