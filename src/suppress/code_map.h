// Where a file has what its comments can be about: its statements, and the bodies in them.
#pragma once

#include <vector>

#include "text/range.h"

namespace pglint {

/// In bytes of the file.
struct CodeMap {
  /// A dollar-quoted body whose SQL was read.
  struct Body {
    text::Range text;  ///< between the quotes
    bool is_plpgsql = false;
  };

  /// Those that were parsed, wherever they stand, also what stands in the strings of others; and
  /// the shell commands of psql scripts. In any order.
  std::vector<text::Range> statements;
  std::vector<Body> bodies;           ///< in any order
  std::vector<text::Range> unlinted;  ///< parts of the file whose statements are only parsed
  bool is_postgresql = true;          ///< false for another database's script, which was not linted
};

}  // namespace pglint
