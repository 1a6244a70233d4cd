// The words that a name is made of, whichever way it is written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pglint::parse {

/// The words of a name in lower case: `created`, `at`, `utc` for `created_at_utc`, `createdAtUtc`
/// and `CreatedAtUTC`. Only ASCII letters have a case.
[[nodiscard]] std::vector<std::string> name_words(std::string_view name);

/// The words with `_` between them.
[[nodiscard]] std::string snake_case(std::string_view name);

}  // namespace pglint::parse
