// What the parser cannot be given at all.
#pragma once

#include <optional>
#include <string_view>

#include "parse/statement.h"

namespace pglint::parse {

/// Why `content` is nothing for the parser (a NUL byte, no UTF-8, larger than 1 GiB), and where;
/// nothing if it can be read.
[[nodiscard]] std::optional<ParseProblem> find_unreadable(std::string_view content);

}  // namespace pglint::parse
