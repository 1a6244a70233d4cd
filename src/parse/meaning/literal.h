// Literals as rules look for them: through the casts that are often written around them.
#pragma once

#include <string_view>

#include "parse/tree/nodes.h"

namespace pglint::parse {

/// The string constant that `value` is, by itself or below casts to text, varchar, char or name;
/// null for anything else. `'04:00'::interval` is an interval and no text.
[[nodiscard]] const A_Const* text_literal(const Node* value);

/// The characters of a string constant; empty for other constants.
[[nodiscard]] std::string_view string_value(const A_Const& constant);

/// The constant NULL that `value` is, by itself or below casts; null for anything else.
[[nodiscard]] const A_Const* null_literal(const Node* value);

/// `value` without the casts around it.
[[nodiscard]] const Node* without_casts(const Node* value);

}  // namespace pglint::parse
