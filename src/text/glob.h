// Shell patterns for one name.
#pragma once

#include <string>

namespace pglint::text {

/// Whether all of `name` matches: `*` is any text, `?` one byte, `[a-z]` one of a set, `[!a-z]` one
/// not in it, and `\` escapes the next byte. A slash is an ordinary byte.
[[nodiscard]] bool fits_glob(const std::string& pattern, const std::string& name);

}  // namespace pglint::text
