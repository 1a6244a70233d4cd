// Patterns of one name, as the shell has them.
#pragma once

#include <string>

namespace pglint::text {

/// True if the whole of `name` fits the pattern: `*` is any text, `?` one byte, `[a-z]` one of a
/// set, `[!a-z]` one that is not, and `\` takes the next byte as it is. A slash is a byte as
/// others.
[[nodiscard]] bool fits_glob(const std::string& pattern, const std::string& name);

}  // namespace pglint::text
