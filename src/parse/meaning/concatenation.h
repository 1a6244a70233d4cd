// Strings that are put together: `'%' || x || '%'`, `concat('%', x, '%')`.
#pragma once

#include <string>
#include <vector>

#include "parse/tree/nodes.h"

namespace pglint::parse {

struct Concatenation {
  /// The constant parts as they stand in the string, `\x01` for each other part.
  std::string text;
  std::vector<const Node*> others;  ///< the parts that are no constants, in order
};

/// The parts of `value`, which may be a single one. Nothing but one unknown part where there are
/// more than anybody writes by hand.
[[nodiscard]] Concatenation concatenation(const Node* value);

}  // namespace pglint::parse
