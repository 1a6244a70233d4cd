// Finds the column, constraint, view, function or other object that a part of a statement helps to
// define.
#pragma once

#include <optional>

#include "catalog/made.h"

#include "parse/tree/walk.h"

namespace pglint {

class Context;

/// The column, DEFAULT, constraint, relation or object that `node`, with these ancestors, helps to
/// define; nothing for statements that run once, such as UPDATE.
[[nodiscard]] std::optional<catalog::Made> made_around(const Node& node, parse::Ancestors ancestors,
                                                       Context& context);

}  // namespace pglint
