// Signs that a text contains a delimited list.
#pragma once

#include <string>
#include <string_view>

namespace pglint::design {

inline constexpr std::string_view list_separators = ",;|";

/// `a,b,c`: at least three short values without blanks, with the same separator between them.
[[nodiscard]] bool is_list(std::string_view text);

/// A regular expression in which a group with a separator at its edge repeats: `^\d+(,\d+)*$`.
[[nodiscard]] bool repeats_separator(std::string_view pattern);

/// A comment such as `Comma-separated list of …`.
[[nodiscard]] bool is_called_list(std::string comment);

}  // namespace pglint::design
