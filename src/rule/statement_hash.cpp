#include "rule/statement_hash.h"

#include <cstddef>
#include <string_view>

#include "parse/source/lexer.h"
#include "text/ascii.h"
#include "text/hash.h"

namespace pglint {
namespace {

/// Adds code without layout and comments, for bodies in dollar quotes too.
void add_code(std::string_view code, Hash& hash) {
  for (const parse::Lexeme& lexeme : parse::lex_code(code)) {
    hash.add(code.substr(lexeme.range.begin, lexeme.range.size()));
    hash.add('\n');
  }
}

}  // namespace

std::uint64_t code_hash(std::string_view code) {
  Hash hash;
  add_code(code, hash);
  return hash.value();
}

std::uint64_t statement_hash(const parse::TokenView& tokens) {
  Hash hash;
  for (std::size_t index = 0; index < tokens.size(); ++index) {
    if (tokens.text(index).starts_with('$') && tokens.kind(index) == parse::TokenKind::string) {
      const std::string_view quoted = tokens.text(index);
      const std::size_t tag = quoted.find('$', 1) + 1;
      add_code(quoted.substr(tag, quoted.size() - 2 * tag), hash);
      continue;
    }
    const bool folds = tokens.kind(index) == parse::TokenKind::word;
    for (const char byte : tokens.text(index)) {
      hash.add(folds ? text::lowered(byte) : byte);
    }
    hash.add('\n');
  }
  return hash.value();
}

}  // namespace pglint
