// The words of a name, in snake case, camel case or a mix.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pglint::parse {

/// The words of a name in lower case: `created`, `at`, `utc` for `created_at_utc`, `createdAtUtc`
/// and `CreatedAtUTC`. Recognizes the case of ASCII letters only.
[[nodiscard]] std::vector<std::string> name_words(std::string_view name);

/// True if only the case of its letters separates words of the name: `CardNumber`.
[[nodiscard]] bool has_cased_words(std::string_view name);

/// The words joined by `_`.
[[nodiscard]] std::string snake_case(std::string_view name);

}  // namespace pglint::parse
