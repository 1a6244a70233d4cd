// File names as SARIF wants them: relative URIs that GitHub takes for files of the repository.
#pragma once

#include <string>

#include "text/relative_path.h"

namespace pglint::report {

/// A relative URI without `..` where the file is below the working directory, else a `file:` URI.
/// Bytes that may not stand in a URI are percent-encoded.
[[nodiscard]] std::string sarif_uri(const text::FileName& file);

}  // namespace pglint::report
