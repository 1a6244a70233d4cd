// File names as SARIF wants them: relative URIs that GitHub takes for files of the repository.
#pragma once

#include <string>
#include <string_view>

namespace pglint::output {

/// The name of a file and the folder that relative names count from.
struct FileName {
  std::string_view path;               ///< as users gave it
  std::string_view working_directory;  ///< absolute, without a trailing slash
};

/// A relative URI without `..` where the file is below the working directory, else a `file:` URI.
/// Bytes that may not stand in a URI are percent-encoded.
[[nodiscard]] std::string sarif_uri(const FileName& file);

}  // namespace pglint::output
