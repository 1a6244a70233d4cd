// Arrays written as strings: `'{1,2}'`.
#pragma once

#include <string_view>

namespace pglint::parse {

/// True if one of the elements is NULL: the word in any case, neither quoted nor escaped. Text that
/// is no array has none.
[[nodiscard]] bool array_holds_null(std::string_view literal);

}  // namespace pglint::parse
