// The project that a path belongs to, and symbolic links that lead out of it. A project is a
// repository: the nearest folder that holds `.git`; without one, the working directory.
#pragma once

#include <string>
#include <string_view>

namespace pglint::text {

/// Whether `path` is `folder` or lies below it, by their text; both absolute.
[[nodiscard]] bool is_within(std::string_view path, std::string_view folder);

/// Whether `folder` (absolute) holds `.git`.
[[nodiscard]] bool is_repository(const std::string& folder);

/// The nearest folder at or above `folder` (absolute, normal) that holds `.git`; empty: none.
[[nodiscard]] std::string repository_around(std::string_view folder);

/// Whether `path` lies in a project by its text, but leads out of it through a symbolic link.
[[nodiscard]] bool leads_out(const std::string& path);

/// The absolute path that `path`, which need not exist, has without symbolic links.
[[nodiscard]] std::string without_links(const std::string& path);

/// Why nothing is read or written at a path that leads out.
inline constexpr std::string_view leads_out_reason =
    "a symbolic link leads out of the project; name the target itself";

}  // namespace pglint::text
