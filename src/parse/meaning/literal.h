// Literals, with or without casts around them.
#pragma once

#include <string_view>

#include "parse/tree/nodes.h"

namespace pglint::parse {

/// `value` as a string constant, without casts to text, varchar, char or name; null for anything
/// else: `'04:00'::interval` is an interval, not text.
[[nodiscard]] const A_Const* text_literal(const Node* value);

/// The value of a string constant; empty for other constants.
[[nodiscard]] std::string_view string_value(const A_Const& constant);

/// `value` as a constant NULL, without casts; null pointer for anything else.
[[nodiscard]] const A_Const* null_literal(const Node* value);

/// `value` without the casts around it.
[[nodiscard]] const Node* without_casts(const Node* value);

}  // namespace pglint::parse
