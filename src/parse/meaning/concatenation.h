// Concatenated strings: `'%' || x || '%'`, `concat('%', x, '%')`.
#pragma once

#include <string>
#include <vector>

#include "parse/tree/nodes.h"

namespace pglint::parse {

struct Concatenation {
  /// The constant parts of the string, with `\x01` for each other part.
  std::string text;
  std::vector<const Node*> others;  ///< the parts that are not constants, in order
};

/// The parts of `value`, possibly only one. More than 32 parts count as one that is not constant.
[[nodiscard]] Concatenation concatenation(const Node* value);

}  // namespace pglint::parse
