// Splits text that does not parse as a whole into statements.
#pragma once

#include <cstddef>

#include "parse/tree/token.h"

namespace pglint::parse {

/// The tokens between two semicolons that end statements.
struct Segment {
  std::size_t first = 0;  ///< index of its first token
  std::size_t end = 0;    ///< index one past its last token: the semicolon, or the number of tokens
  bool closed = false;    ///< ended by a semicolon outside of brackets and bodies
};

/// The segment of `tokens` that starts at token `first`; `first == end` for an empty statement.
/// Semicolons inside parentheses (`CREATE RULE … DO (a; b)`) or a `BEGIN ATOMIC … END` body do not
/// end it; a stray closing parenthesis is ignored. Not closed if tokens run out.
[[nodiscard]] Segment segment_at(const TokenView& tokens, std::size_t first);

}  // namespace pglint::parse
