// Patterns with which queries split and search lists stored in one string: `a,b,c`.
#pragma once

#include <string_view>

#include "parse/tree/nodes.h"

namespace pglint::parse {

/// True for a constant `,`, `;` or `|`, with or without spaces around it.
[[nodiscard]] bool is_list_separator(const Node* value);

/// True for a constant regular expression that matches such a separator: `\s*,\s*`, `[,;]`.
[[nodiscard]] bool is_list_separator_regex(const Node* value);

/// True for a LIKE pattern that finds an element between separators: `'%,x,%'`,
/// `'%,' || x || ',%'`, `concat('%|', x, '|%')`.
[[nodiscard]] bool is_element_pattern(const Node* pattern);

/// True for a regular expression that finds an element between separators or the string's ends:
/// `'(^|,)' || x || '(,|$)'`.
[[nodiscard]] bool is_element_regex(const Node* pattern);

/// True for a LIKE pattern that finds something anywhere in the string: `'%x%'`.
[[nodiscard]] bool is_substring_pattern(const Node* pattern);

/// The expression between separators, `x` in `',' || x || ','`; null if it is not exactly one.
[[nodiscard]] const Node* between_separators(const Node* value);

/// True for a string enclosed in separators, constant or not: `',12,'`, `',' || x || ','`.
[[nodiscard]] bool is_between_separators(const Node* value);

}  // namespace pglint::parse
