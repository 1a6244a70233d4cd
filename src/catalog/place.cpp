#include "catalog/place.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "parse/arena.h"
#include "parse/token.h"

namespace pglint::catalog {
namespace {

/// The name that a token writes, as PostgreSQL folds it; empty for other tokens.
std::string folded(const parse::TokenView& tokens, std::size_t index) {
  std::string name(tokens.text(index));
  if (tokens.kind(index) == parse::TokenKind::quoted_identifier && name.starts_with('"')) {
    std::string inner = name.substr(1, name.size() - 2);
    for (std::size_t at = 0; (at = inner.find("\"\"", at)) != std::string::npos; ++at) {
      inner.erase(at, 1);
    }
    return inner;
  }
  if (tokens.kind(index) != parse::TokenKind::word) return {};
  std::ranges::transform(name, name.begin(), [](unsigned char letter) {
    return static_cast<char>(letter < 0x80 ? std::tolower(letter) : letter);
  });
  return name;
}

/// Index one past what stands at token 0.
std::size_t end_of(const parse::TokenView& tokens, Extent extent) {
  switch (extent) {
    case Extent::element:
      return tokens.item_end(0);
    case Extent::type:
      return tokens.type_end(0);
    case Extent::name:
      return tokens.name_end(0);
    case Extent::statement:
    case Extent::search:
      break;
  }
  return tokens.size();
}

}  // namespace

text::Range range_of(const Place& place, std::string_view content, std::string_view name) {
  const text::Range statement = {.begin = std::min(place.statement.begin, content.size()),
                                 .end = std::min(place.statement.end, content.size())};
  const bool whole = place.extent == Extent::statement || place.extent == Extent::search;
  const text::Range read = {
      .begin = whole ? statement.begin : std::clamp(place.at, statement.begin, statement.end),
      .end = statement.end};
  const parse::Arena arena;
  const auto scanned = parse::scan_without_comments(content, read).tokens;
  const parse::TokenView tokens(content, scanned);
  if (tokens.size() == 0) return statement;
  if (place.extent == Extent::search) {
    for (std::size_t index = 0; index < tokens.size(); ++index) {
      if (folded(tokens, index) == name) return tokens.range(index);
    }
  }
  return tokens.span(0, std::min(end_of(tokens, place.extent), tokens.size()));
}

}  // namespace pglint::catalog
