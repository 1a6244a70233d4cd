// What the parser hands out: statements with their place in the file, and what it could not read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "text/range.h"

struct Node;

namespace pglint::parse {

/// One SQL statement. The tree belongs to the arena of the reader that made it.
struct Statement {
  const Node* tree = nullptr;  ///< never null
  /// Bytes of the file, from the statement's first token to its semicolon (exclusive) or the end of
  /// the text; comments and blanks in front are left out, those behind may be in.
  text::Range extent;
  /// Locations inside `tree` count bytes from here.
  std::size_t base = 0;
  bool terminated = false;  ///< a semicolon ends it, not the end of what was parsed
};

enum class ProblemKind : std::uint8_t {
  syntax,      ///< not a statement of PostgreSQL's grammar
  too_deep,    ///< nested deeper than PostgreSQL's parser goes
  not_parsed,  ///< the parser failed in another way, such as running out of memory
};

/// A piece of SQL that could not be parsed.
struct ParseProblem {
  ProblemKind kind = ProblemKind::syntax;
  text::Range range;    ///< the token where the parser stopped, in bytes of the file
  std::string message;  ///< PostgreSQL's words
  std::string hint;     ///< what may be behind it; empty where nothing is obvious
};

/// Statements that live in one arena together, in file order.
struct Batch {
  std::vector<Statement> statements;
  std::vector<ParseProblem> problems;
};

}  // namespace pglint::parse
