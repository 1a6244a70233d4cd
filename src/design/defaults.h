// Words in DEFAULT expressions.
#pragma once

#include <string_view>
#include <vector>

namespace pglint::design {

/// Whether one of `words`, which are in lower case, is in the SQL, in any case. A cheap test before
/// parsing an expression.
[[nodiscard]] bool mentions_any(std::string_view sql, const std::vector<std::string_view>& words);

}  // namespace pglint::design
