// Paths from the root. What std::filesystem does with many small objects is done on the text.
#pragma once

#include <string>
#include <string_view>

namespace pglint::text {

/// `path`, which begins at the root, without `.`, `..` and empty segments. A slash stays where it
/// or one of these stood at the end.
[[nodiscard]] std::string normal_path(std::string_view path);

/// `path` from the root, normal. Empty where the working directory is gone.
[[nodiscard]] std::string absolute_path(std::string_view path);

/// The folder that `path`, which is absolute and normal, lies in. Above the root is the root.
[[nodiscard]] std::string folder_above(std::string_view path);

}  // namespace pglint::text
