// Words in the expressions that columns get when nothing is given for them.
#pragma once

#include <string_view>
#include <vector>

namespace pglint::design {

/// True if one of `words`, which are in lower case, stands anywhere in the SQL, in whatever case.
/// Says cheaply whether an expression is worth being parsed.
[[nodiscard]] bool mentions_any(std::string_view sql, const std::vector<std::string_view>& words);

}  // namespace pglint::design
