// File names as relative URIs, which GitHub matches with files of the repository.
#pragma once

#include <string>

#include "text/relative_path.h"

namespace pglint::report {

/// A relative URI without `..` if the file is below the working directory, else a `file:` URI.
/// Other bytes are percent-encoded.
[[nodiscard]] std::string sarif_uri(const text::FileName& file);

}  // namespace pglint::report
