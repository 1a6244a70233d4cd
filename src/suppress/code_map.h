// The statements and bodies of a file, to which its comments can refer.
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

  /// Parsed statements in any order, including those in strings, and the shell commands of psql
  /// scripts.
  std::vector<text::Range> statements;
  std::vector<Body> bodies;           ///< in any order
  std::vector<text::Range> unlinted;  ///< parts whose statements are only parsed
  bool is_postgresql = true;          ///< false for SQL of another database, which was not linted
};

}  // namespace pglint
