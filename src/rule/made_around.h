// What a statement makes that a node of it is a part of.
#pragma once

#include <optional>

#include "catalog/made.h"

#include "parse/tree/walk.h"

namespace pglint {

class Context;

/// The column, DEFAULT, relation or object that `node`, with these ancestors, helps to define;
/// nothing for statements that run once, such as UPDATE.
[[nodiscard]] std::optional<catalog::Made> what_makes(const Node& node, parse::Ancestors ancestors,
                                                      Context& context);

}  // namespace pglint
