// Folders whose content other programs put there: packages, virtual environments, results of
// builds.
#pragma once

#include <span>
#include <string_view>

#include "text/folder.h"

namespace pglint::cli {

/// Whether the folder `name` holds packages or results of a build: by its name alone, or, for a
/// name that people also use otherwise (`vendor`, `dist`, `target`), if a file of the tool that
/// makes it lies beside it. `beside` is what lies in the folder above.
[[nodiscard]] bool is_generated_folder(std::string_view name,
                                       std::span<const text::FolderEntry> beside);

/// Whether `entries` are those of a Python virtual environment, or of a folder that says that it is
/// a cache.
[[nodiscard]] bool is_generated(std::span<const text::FolderEntry> entries);

}  // namespace pglint::cli
