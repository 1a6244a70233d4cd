// Arrays written as strings: `'{1,2}'`.
#pragma once

#include <string_view>

namespace pglint::parse {

/// True if an element is NULL: the word in any case, neither quoted nor escaped. False if `literal`
/// is not an array.
[[nodiscard]] bool array_holds_null(std::string_view literal);

}  // namespace pglint::parse
