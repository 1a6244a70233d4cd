// Patterns of paths, similar to `.gitignore`.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "text/result.h"

namespace pglint::config {

/// A pattern and the folder of the configuration file with it.
struct Glob {
  std::string_view pattern;
  std::string_view folder;  ///< absolute, without a final slash
};

/// Whether `path`, which is absolute without `.` and `..`, or a folder above it matches the
/// pattern. Names between slashes match as in `text::fits_glob`; the name `**` matches any number
/// of folders. A pattern without a slash matches at any depth below the folder; one with a final
/// slash matches only folders.
[[nodiscard]] bool fits(const Glob& glob, std::string_view path);

/// As `fits`, but only where the pattern matches `path` itself; a final slash is ignored.
[[nodiscard]] bool fits_itself(const Glob& glob, std::string_view path);

/// The first pattern of `key` that cannot match anything.
[[nodiscard]] std::optional<Error> find_pattern_fault(std::string_view key,
                                                      std::span<const std::string> patterns);

}  // namespace pglint::config
