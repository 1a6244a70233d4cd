#include "engine/statement_hash.h"

#include <cctype>
#include <cstddef>

#include "engine/hash.h"

namespace pglint {

std::uint64_t statement_hash(const parse::TokenView& tokens) {
  Hash hash;
  for (std::size_t index = 0; index < tokens.size(); ++index) {
    const bool folds = tokens.kind(index) == parse::TokenKind::word;
    for (const char byte : tokens.text(index)) {
      hash.add(folds ? static_cast<char>(std::tolower(static_cast<unsigned char>(byte))) : byte);
    }
    hash.add('\n');
  }
  return hash.value();
}

}  // namespace pglint
