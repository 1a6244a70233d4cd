#include "parse/source/splitter.h"

namespace pglint::parse {
namespace {

/// Decides whether a semicolon ends the statement, as psql does.
struct Nesting {
  int parentheses = 0;
  int bodies = 0;        ///< open BEGIN ATOMIC, and CASE inside of it
  bool creates = false;  ///< the statement's first word is CREATE
  bool routine = false;  ///< CREATE [OR REPLACE] FUNCTION or PROCEDURE, or SCHEMA with these in it

  /// Takes token `index`, the `nth` of its statement.
  void take(const TokenView& tokens, std::size_t index, std::size_t nth) {
    if (tokens.is_symbol(index, "(")) ++parentheses;
    if (tokens.is_symbol(index, ")") && parentheses > 0) --parentheses;
    if (nth == 0) creates = tokens.is_word(index, "create");
    if (creates && nth <= 3) {
      routine = routine || tokens.is_word(index, "function") ||
                tokens.is_word(index, "procedure") || tokens.is_word(index, "schema");
    }
    if (!routine) return;
    const bool opens_body = tokens.is_word(index, "begin") && tokens.is_word(index + 1, "atomic");
    if (opens_body || (bodies > 0 && tokens.is_word(index, "case"))) ++bodies;
    if (bodies > 0 && tokens.is_word(index, "end")) --bodies;
  }

  [[nodiscard]] bool outside() const { return parentheses == 0 && bodies == 0; }
};

}  // namespace

Segment segment_at(const TokenView& tokens, std::size_t first) {
  Nesting nesting;
  for (std::size_t index = first; index < tokens.size(); ++index) {
    nesting.take(tokens, index, index - first);
    if (nesting.outside() && tokens.is_symbol(index, ";")) {
      return {.first = first, .end = index, .closed = true};
    }
  }
  return {.first = first, .end = tokens.size(), .closed = false};
}

}  // namespace pglint::parse
