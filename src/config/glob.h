// Patterns of paths, as `.gitignore` writes them.
#pragma once

#include <string>
#include <string_view>

namespace pglint::config {

/// A pattern and the folder of the file that it stands in.
struct Glob {
  std::string_view pattern;
  std::string_view folder;  ///< absolute, without a slash at its end
};

/// True if `path`, which is absolute and has no `.` or `..` in it, fits the pattern, or lies in a
/// folder that does. `*` and `?` stop at a slash, `**` does not, `[a-z]` is one character, `\`
/// takes the next one as it is. A pattern without a slash fits at any depth below the folder, one
/// that ends in a slash fits folders alone.
[[nodiscard]] bool fits(const Glob& glob, std::string_view path);

}  // namespace pglint::config
