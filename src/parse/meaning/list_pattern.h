// Lists that are kept in one string, `a,b,c`: how queries split and search them.
#pragma once

#include <string_view>

#include "parse/tree/nodes.h"

namespace pglint::parse {

/// True for a constant `,`, `;` or `|`, with blanks around it or not.
[[nodiscard]] bool is_list_separator(const Node* value);

/// True for a constant regular expression that matches one of these: `\s*,\s*`, `[,;]`.
[[nodiscard]] bool is_list_separator_regex(const Node* value);

/// True for a pattern of LIKE that looks for an element between separators: `'%,x,%'`,
/// `'%,' || x || ',%'`, `concat('%|', x, '|%')`.
[[nodiscard]] bool is_element_pattern(const Node* pattern);

/// True for a regular expression that looks for an element between separators or the string's
/// ends: `'(^|,)' || x || '(,|$)'`.
[[nodiscard]] bool is_element_regex(const Node* pattern);

/// True for a pattern of LIKE that looks for something anywhere in the string: `'%x%'`.
[[nodiscard]] bool is_substring_pattern(const Node* pattern);

/// What stands between separators in `',' || x || ','`, if it is one expression; else null.
[[nodiscard]] const Node* between_separators(const Node* value);

/// True for what is written between separators, constant or not: `',12,'`, `',' || x || ','`.
[[nodiscard]] bool is_between_separators(const Node* value);

}  // namespace pglint::parse
