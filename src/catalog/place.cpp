#include "catalog/place.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "parse/meaning/generated_name.h"
#include "parse/meaning/written_name.h"
#include "parse/source/placeholder.h"
#include "parse/tree/arena.h"
#include "parse/tree/token.h"

namespace pglint::catalog {
namespace {

/// The name in a token, folded and truncated as by PostgreSQL; empty for other tokens.
std::string folded(const parse::TokenView& tokens, std::size_t index) {
  return std::string(parse::clipped(parse::written_name(tokens, index), parse::max_name_bytes));
}

/// Whether the next clause of a column's definition begins here: NOT NULL, another constraint, a
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

/// The index after the constraint or default that begins at token `first`, with its keyword or
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

/// The index after the item of this extent that begins at token `first`.
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

/// The bytes of the item at the first token; there must be one.
text::Range range_at_start(const parse::TokenView& tokens, Extent extent) {
  const bool behind_keyword = extent == Extent::item_name && tokens.is_word(0, "constraint");
  const std::size_t first = behind_keyword && tokens.has(1) ? 1 : 0;
  return tokens.span(first, std::clamp(end_of(tokens, first, extent), first + 1, tokens.size()));
}

/// The bytes of the item at the first of `tokens`; `statement` if there are no tokens.
text::Range range_in(const parse::TokenView& tokens, Extent extent, text::Range statement) {
  return tokens.size() == 0 ? statement : range_at_start(tokens, extent);
}

constexpr auto styles = parse::PlaceholderStyles::all();

/// Whether a name in bytes `range` may contain a placeholder of a template.
bool may_be_of_template(std::string_view content, text::Range range, Extent extent) {
  const bool is_name = extent == Extent::name || extent == Extent::item_name;
  return is_name && parse::may_hold_placeholders(content.substr(range.begin, range.size()), styles);
}

/// The tokens of bytes `range`. A placeholder in a name counts as letters of the name, which the
/// scanner would split.
std::vector<parse::Token> tokens_of(std::string_view content, text::Range range, Extent extent) {
  const std::string_view sql = content.substr(range.begin, range.size());
  if (!may_be_of_template(content, range, extent)) {
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

text::Range PlaceFinder::statement_range(const Place& place) const {
  return {.begin = std::min(place.statement.begin, content_.size()),
          .end = std::min(place.statement.end, content_.size())};
}

PlaceFinder::Scanned& PlaceFinder::scanned(text::Range statement) {
  const auto [entry, is_new] = scanned_.try_emplace(statement.begin);
  if (is_new) {
    const parse::Arena arena;
    parse::ScanResult result = parse::scan_without_comments(content_, statement);
    entry->second = {.tokens = std::move(result.tokens), .is_whole = !result.error};
  }
  return entry->second;
}

std::uint64_t PlaceFinder::hash_of(const Place& place, Hash hash) {
  Scanned& known = scanned(statement_range(place));
  if (!known.hash) known.hash = hash(parse::TokenView(content_, known.tokens));
  return *known.hash;
}

parse::TokenView PlaceFinder::statement_of(const Place& place) {
  return {content_, scanned(statement_range(place)).tokens};
}

const parse::Token* PlaceFinder::find_name(Scanned& scanned, const std::string& name) const {
  const parse::TokenView tokens(content_, scanned.tokens);
  if (scanned.names.empty()) {
    for (std::size_t index = 0; index < tokens.size(); ++index) {
      scanned.names.try_emplace(folded(tokens, index), index);
    }
  }
  const auto found = scanned.names.find(name);
  return found == scanned.names.end() ? nullptr : &scanned.tokens[found->second];
}

text::Range PlaceFinder::range_of(const Place& place, std::string_view name) {
  const text::Range statement = statement_range(place);
  const bool whole = place.extent == Extent::statement || place.extent == Extent::search;
  const text::Range read = {
      .begin = whole ? statement.begin : std::clamp(place.at, statement.begin, statement.end),
      .end = statement.end};
  Scanned& known = scanned(statement);
  if (place.extent == Extent::search) {
    if (const parse::Token* token = find_name(known, std::string(name))) return token->range;
  }
  const auto first = std::ranges::lower_bound(known.tokens, read.begin, {},
                                              [](const auto& token) { return token.range.begin; });
  const bool is_token =
      whole || (known.is_whole && first != known.tokens.end() && first->range.begin == read.begin);
  if (is_token && !may_be_of_template(content_, read, place.extent)) {
    return range_in({content_, std::span(first, known.tokens.end())}, place.extent, statement);
  }
  const parse::Arena arena;
  const auto tokens = tokens_of(content_, read, place.extent);
  return range_in({content_, tokens}, place.extent, statement);
}

}  // namespace pglint::catalog
