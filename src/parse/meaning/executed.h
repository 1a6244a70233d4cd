// What EXPLAIN ANALYZE runs, and the options in parentheses that say so.
#pragma once

#include <string_view>

#include "parse/tree/nodes.h"

namespace pglint::parse {

/// The option called `name` in a parenthesized list: true without a value.
[[nodiscard]] bool has_option(const List* options, std::string_view name);

/// The statement that runs: that of EXPLAIN with ANALYZE, else `statement` itself.
[[nodiscard]] const Node& executed(const Node& statement);

}  // namespace pglint::parse
