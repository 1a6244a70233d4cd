// Results of the parser: statements with their place in the file, and problems.
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
  /// the text; may include comments and blanks after the statement, not before it.
  text::Range extent;
  /// Locations in `tree` are bytes relative to this.
  std::size_t base = 0;
  bool terminated = false;  ///< ended by a semicolon, not by the end of the text
};

enum class ProblemKind : std::uint8_t {
  syntax,      ///< not a statement of PostgreSQL's grammar
  too_deep,    ///< nested too deeply for PostgreSQL's parser
  not_parsed,  ///< another failure of the parser, such as running out of memory
};

/// A piece of SQL that could not be parsed.
struct ParseProblem {
  ProblemKind kind = ProblemKind::syntax;
  text::Range range;    ///< the token where the parser stopped, in bytes of the file
  std::string message;  ///< PostgreSQL's message
  std::string hint;     ///< the likely cause; empty if unknown
};

/// Statements that share one arena, in file order.
struct Batch {
  std::vector<Statement> statements;
  std::vector<ParseProblem> problems;
};

}  // namespace pglint::parse
