// Patterns of paths, much as `.gitignore` writes them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "text/result.h"

namespace pglint::config {

/// A pattern and the folder of the file that it stands in.
struct Glob {
  std::string_view pattern;
  std::string_view folder;  ///< absolute, without a slash at its end
};

/// True if `path`, which is absolute and has no `.` or `..` in it, fits the pattern, or lies in a
/// folder that does. The names between slashes fit as `text::fits_glob` says; `**` as a whole name
/// stands for any number of folders. A pattern without a slash fits at any depth below the folder,
/// one that ends in a slash fits folders alone.
[[nodiscard]] bool fits(const Glob& glob, std::string_view path);

/// What is wrong with the patterns of `key`, if anything: those that can fit nothing are a mistake.
[[nodiscard]] std::optional<Error> find_pattern_fault(std::string_view key,
                                                      std::span<const std::string> patterns);

}  // namespace pglint::config
