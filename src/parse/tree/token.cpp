#include "parse/tree/token.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <new>

#include "parse/tree/scan.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace pglint::parse {
namespace {

TokenKind kind_of(ScannedKind kind) {
  switch (kind) {
    case scanned_word:
      return TokenKind::word;
    case scanned_quoted:
      return TokenKind::quoted_identifier;
    case scanned_string:
      return TokenKind::string;
    case scanned_number:
      return TokenKind::number;
    case scanned_parameter:
      return TokenKind::parameter;
    case scanned_operator:
      return TokenKind::op;
    case scanned_symbol:
      return TokenKind::symbol;
    case scanned_comment:
      return TokenKind::comment;
  }
  assert(false);
  return TokenKind::symbol;
}

bool is_interval_field(const TokenView& tokens, std::size_t index) {
  constexpr std::array<std::string_view, 6> fields = {"year", "month",  "day",
                                                      "hour", "minute", "second"};
  return std::ranges::any_of(fields, [&](auto field) { return tokens.is_word(index, field); });
}

}  // namespace

ScanResult scan(std::string_view text, std::size_t base) {
  const std::string input(text);
  ScanOutcome outcome = pglint_scan(input.c_str());
  if (outcome.is_out_of_memory) {
    pglint_free_scan(&outcome);
    throw std::bad_alloc();
  }
  ScanResult result;
  result.tokens.reserve(outcome.size);
  for (const ScannedToken& token : std::span(outcome.tokens, outcome.size)) {
    result.tokens.push_back({.range = {.begin = base + token.begin, .end = base + token.end},
                             .kind = kind_of(token.kind)});
  }
  if (outcome.error != nullptr) {
    std::size_t offset = result.tokens.empty() ? 0 : result.tokens.back().range.end - base;
    while (offset < text.size() && text::is_blank(text[offset])) ++offset;
    if (outcome.error_position > 0) {
      offset = text::offset_of_code_point(text, outcome.error_position - 1);
    }
    result.error = ScanError{.offset = base + offset, .message = outcome.error};
  }
  pglint_free_scan(&outcome);
  return result;
}

namespace {

/// Remembers for each bracket where it closes, so that searches skip what is in it.
void match_brackets(std::string_view text, std::vector<Token>& tokens) {
  std::vector<std::size_t> open;
  for (std::size_t index = 0; index < tokens.size(); ++index) {
    if (tokens[index].kind != TokenKind::symbol) continue;
    const char byte = text[tokens[index].range.begin];
    if (byte == '(' || byte == '[') {
      tokens[index].closes_after = never_closes;
      open.push_back(index);
    } else if ((byte == ')' || byte == ']') && !open.empty()) {
      tokens[open.back()].closes_after = static_cast<std::uint32_t>(index - open.back());
      open.pop_back();
    }
  }
}

}  // namespace

ScanResult scan_without_comments(std::string_view text, text::Range range) {
  ScanResult scanned = scan(text.substr(range.begin, range.size()), range.begin);
  std::erase_if(scanned.tokens,
                [](const Token& token) { return token.kind == TokenKind::comment; });
  match_brackets(text, scanned.tokens);
  return scanned;
}

std::string_view TokenView::text(std::size_t index) const {
  if (!has(index)) return {};
  return file_.substr(range(index).begin, range(index).size());
}

bool TokenView::is_word(std::size_t index, std::string_view lower_case) const {
  if (!has(index) || kind(index) != TokenKind::word) return false;
  return text::equals_ignoring_case(text(index), lower_case);
}

bool TokenView::is_symbol(std::size_t index, std::string_view written) const {
  if (!has(index)) return false;
  return (kind(index) == TokenKind::symbol || kind(index) == TokenKind::op) &&
         text(index) == written;
}

bool TokenView::is_name(std::size_t index) const {
  return has(index) &&
         (kind(index) == TokenKind::word || kind(index) == TokenKind::quoted_identifier);
}

std::size_t TokenView::at(std::size_t offset) const {
  const auto found = std::upper_bound(
      tokens_.begin(), tokens_.end(), offset,
      [](std::size_t wanted, const Token& token) { return wanted < token.range.end; });
  return static_cast<std::size_t>(found - tokens_.begin());
}

bool TokenView::opens(std::size_t index) const {
  return is_symbol(index, "(") || is_symbol(index, "[");
}

bool TokenView::closes(std::size_t index) const {
  return is_symbol(index, ")") || is_symbol(index, "]");
}

std::size_t TokenView::find_word(std::size_t from, std::string_view lower_case) const {
  return find_word(from, size(), lower_case);
}

std::size_t TokenView::find_word(std::size_t from, std::size_t end,
                                 std::string_view lower_case) const {
  for (std::size_t index = from; index < std::min(end, size()); ++index) {
    if (opens(index)) index = closing(index);
    if (is_word(index, lower_case)) return index;
  }
  return size();
}

std::size_t TokenView::closing(std::size_t open) const {
  if (!has(open)) return size();
  const std::uint32_t distance = tokens_[open].closes_after;
  if (distance != 0) return distance == never_closes ? size() : std::min(open + distance, size());
  int depth = 0;
  for (std::size_t index = open; index < size(); ++index) {
    if (opens(index)) ++depth;
    if (closes(index)) --depth;
    if (depth == 0) return index;
  }
  return size();
}

std::size_t TokenView::item_end(std::size_t from) const {
  for (std::size_t index = from; index < size(); ++index) {
    if (opens(index)) {
      index = closing(index);
    } else if (closes(index) || is_symbol(index, ",") || is_symbol(index, ";")) {
      return index;
    }
  }
  return size();
}

std::size_t TokenView::nth_item(std::size_t from, std::size_t count) const {
  for (; count > 0; --count) {
    from = item_end(from);
    if (!is_symbol(from, ",")) return size();
    ++from;
  }
  return from;
}

std::size_t TokenView::name_end(std::size_t from) const {
  std::size_t index = from + 1;
  while (is_symbol(index, ".") && (is_name(index + 1) || is_symbol(index + 1, "*"))) index += 2;
  return std::min(index, size());
}

std::size_t TokenView::bracket_end(std::size_t index) const {
  return opens(index) ? std::min(closing(index) + 1, size()) : index;
}

std::size_t TokenView::type_end(std::size_t first) const {
  std::size_t end = name_end(first);
  if (is_symbol(end, "%") && is_word(end + 1, "type")) return end + 2;
  if (is_word(first, "double")) ++end;
  if (is_word(first, "national")) ++end;
  if (is_word(end, "varying")) ++end;
  end = bracket_end(end);
  const bool time = is_word(first, "time") || is_word(first, "timestamp");
  const bool zone = is_word(end, "with") || is_word(end, "without");
  if (time && zone && is_word(end + 1, "time")) end += 3;
  if (is_word(first, "interval") && is_interval_field(*this, end)) {
    ++end;
    if (is_word(end, "to")) end += 2;
    end = bracket_end(end);
  }
  if (is_word(end, "array")) ++end;
  while (is_symbol(end, "[")) end = bracket_end(end);
  return end;
}

text::Range TokenView::span(std::size_t first, std::size_t end) const {
  assert(first < end && end <= size());
  return {.begin = range(first).begin, .end = range(end - 1).end};
}

}  // namespace pglint::parse
