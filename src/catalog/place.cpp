#include "catalog/place.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "parse/meaning/generated_name.h"
#include "parse/meaning/written_name.h"
#include "parse/source/placeholder.h"
#include "parse/tree/arena.h"
#include "parse/tree/token.h"

namespace pglint::catalog {
namespace {

/// The name that a token writes, as PostgreSQL folds and cuts it; empty for other tokens.
std::string folded(const parse::TokenView& tokens, std::size_t index) {
  return std::string(parse::clipped(parse::written_name(tokens, index), parse::max_name_bytes));
}

/// True where a column's definition goes on with something new: NOT NULL, another constraint, a
/// DEFAULT.
bool begins_clause(const parse::TokenView& tokens, std::size_t index) {
  constexpr std::array<std::string_view, 7> words = {"constraint", "check",     "unique", "primary",
                                                     "references", "generated", "collate"};
  if (tokens.is_word(index, "not")) return tokens.is_word(index + 1, "null");
  const bool is_value = tokens.is_word(index, "null") || tokens.is_word(index, "default");
  if (is_value) return !tokens.is_word(index - 1, "set");  // ON DELETE SET NULL
  return std::ranges::any_of(words,
                             [&](std::string_view word) { return tokens.is_word(index, word); });
}

/// Index one past the constraint or the default that begins at token `first`, with its keyword or
/// with the value itself.
std::size_t clause_end(const parse::TokenView& tokens, std::size_t first) {
  const std::size_t end = tokens.item_end(first);
  const std::size_t keyword = tokens.is_word(first, "constraint") ? first + 2 : first;
  const bool has_value = tokens.is_word(keyword, "default");
  const bool refers = tokens.is_word(keyword, "foreign");
  std::size_t index = has_value ? tokens.bracket_end(keyword + 1) : tokens.bracket_end(keyword);
  index = std::max(index, keyword + (has_value ? 2 : 1));
  while (index < end) {
    const bool of_foreign_key = refers && tokens.is_word(index, "references");
    if (begins_clause(tokens, index) && !of_foreign_key) return index;
    index = std::max(tokens.bracket_end(index), index + 1);
  }
  return end;
}

/// Index one past what stands at token `first`.
std::size_t end_of(const parse::TokenView& tokens, std::size_t first, Extent extent) {
  switch (extent) {
    case Extent::element:
      return tokens.item_end(first);
    case Extent::clause:
      return clause_end(tokens, first);
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

/// The tokens of bytes `range`. Where a name may be a template's, in whole or in part, a
/// placeholder counts as letters of the name; the scanner would take it apart.
std::vector<parse::Token> tokens_of(std::string_view content, text::Range range, Extent extent) {
  const std::string_view sql = content.substr(range.begin, range.size());
  const bool is_name = extent == Extent::name || extent == Extent::item_name;
  constexpr auto styles = parse::PlaceholderStyles::all();
  if (!is_name || !parse::may_hold_placeholders(sql, styles)) {
    return parse::scan_without_comments(content, range).tokens;
  }
  std::string filled(sql);
  for (const parse::Placeholder& placeholder : parse::find_placeholders(sql, styles)) {
    if (placeholder.role != parse::PlaceholderRole::text) continue;
    const std::size_t size = placeholder.range.size();
    filled.replace(placeholder.range.begin, size, size, '_');
  }
  auto tokens = parse::scan(filled, range.begin).tokens;
  std::erase_if(tokens,
                [](const parse::Token& token) { return token.kind == parse::TokenKind::comment; });
  return tokens;
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
  const auto scanned = tokens_of(content, read, place.extent);
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
