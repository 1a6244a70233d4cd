// File names for services, relative to the root of the repository.
#pragma once

#include <string>
#include <string_view>

namespace pglint::text {

/// The name of a file and the folder that it is relative to.
struct FileName {
  std::string_view path;               ///< as users gave it
  std::string_view working_directory;  ///< absolute, without a trailing slash
};

/// Without `./` and `..` if the file is below the working directory, else absolute.
[[nodiscard]] std::string relative_path(const FileName& file);

}  // namespace pglint::text
