#include "catalog/place.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "parse/arena.h"
#include "parse/generated_name.h"
#include "parse/token.h"
#include "parse/written_name.h"

namespace pglint::catalog {
namespace {

/// The name that a token writes, as PostgreSQL folds and cuts it; empty for other tokens.
std::string folded(const parse::TokenView& tokens, std::size_t index) {
  return std::string(parse::clipped(parse::written_name(tokens, index), parse::max_name_bytes));
}

/// Index one past what stands at token `first`.
std::size_t end_of(const parse::TokenView& tokens, std::size_t first, Extent extent) {
  switch (extent) {
    case Extent::element:
      return tokens.item_end(first);
    case Extent::item_name:
      return first + 1;
    case Extent::type:
      return tokens.type_end(first);
    case Extent::name:
      return tokens.name_end(first);
    case Extent::statement:
    case Extent::search:
      break;
  }
  return tokens.size();
}

/// The bytes of what stands at the first of the tokens, of which there is one at least.
text::Range range_at_start(const parse::TokenView& tokens, Extent extent) {
  const bool behind_keyword = extent == Extent::item_name && tokens.is_word(0, "constraint");
  const std::size_t first = behind_keyword && tokens.has(1) ? 1 : 0;
  return tokens.span(first, std::clamp(end_of(tokens, first, extent), first + 1, tokens.size()));
}

}  // namespace

bool is_before(const Place& a, const Place& b) {
  return std::tie(a.file, a.at) < std::tie(b.file, b.at);
}

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
  return range_at_start(tokens, place.extent);
}

}  // namespace pglint::catalog
