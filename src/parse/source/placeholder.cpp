#include "parse/source/placeholder.h"

#include <algorithm>

#include "parse/source/lexer.h"
#include "text/ascii.h"
#include "text/line/index.h"

namespace pglint::parse {
namespace {

/// Matches a style at the start of `text`: the size of the placeholder, or nothing.
using Match = std::optional<std::size_t> (*)(std::string_view text);

std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_word_part(text[at]) && text[at] != '$') ++at;
  return at;
}

bool starts_word(std::string_view text, std::size_t at) {
  return at < text.size() && is_word_start(text[at]);
}

/// Longer text is not a placeholder: searching the end of each must not read the whole file.
constexpr std::size_t longest_name = 1024;
constexpr std::size_t longest_block = 16 * 1024;

/// From a prefix of two bytes, the second of which is `{`, to its closing brace on the line.
std::optional<std::size_t> match_braces(std::string_view text) {
  int depth = 0;
  for (std::size_t at = 1; at < std::min(text.size(), longest_name); ++at) {
    if (is_line_end(text[at])) break;
    if (text[at] == '{') ++depth;
    if (text[at] == '}' && --depth == 0) {
      return at == 2 ? std::nullopt : std::optional(at + 1);
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> match_dollar_brace(std::string_view text) {
  return text.starts_with("${") ? match_braces(text) : std::nullopt;
}

std::optional<std::size_t> match_dollar_name(std::string_view text) {
  if (!starts_word(text, 1)) return std::nullopt;
  const std::size_t end = word_end(text, 1);
  const bool is_tag = end < text.size() && text[end] == '$';
  return is_tag ? std::nullopt : std::optional(end);
}

std::optional<std::size_t> match_pg_promise(std::string_view text) {
  if (!text.starts_with("$<") || !starts_word(text, 2)) return std::nullopt;
  std::size_t end = word_end(text, 2);
  while (end < text.size() && (text[end] == '.' || text[end] == ':')) end = word_end(text, end + 1);
  while (end < text.size() && (text[end] == '~' || text[end] == '^' || text[end] == '#')) ++end;
  const bool closed = end < text.size() && text[end] == '>';
  return closed ? std::optional(end + 1) : std::nullopt;
}

std::optional<std::size_t> match_jinja(std::string_view text) {
  constexpr std::array<std::array<std::string_view, 2>, 4> pairs = {
      {{"{{{", "}}}"}, {"{{", "}}"}, {"{%", "%}"}, {"{#", "#}"}}};
  for (const auto& [open, close] : pairs) {
    if (!text.starts_with(open)) continue;
    const std::size_t end = text.substr(0, longest_block).find(close, open.size());
    return end == std::string_view::npos ? std::nullopt : std::optional(end + close.size());
  }
  return std::nullopt;
}

std::optional<std::size_t> match_brace(std::string_view text) {
  std::size_t digits = 1;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  if (text.substr(digits).starts_with('}')) return digits + 1;
  if (!starts_word(text, 1)) return std::nullopt;
  std::size_t end = word_end(text, 1);
  while (end < text.size() && text[end] == '.') end = word_end(text, end + 1);
  const bool closed = end < text.size() && text[end] == '}';
  return closed ? std::optional(end + 1) : std::nullopt;
}

std::optional<std::size_t> match_erb(std::string_view text) {
  if (!text.starts_with("<%") || text.starts_with("<%%")) return std::nullopt;
  const std::size_t end = text.substr(0, longest_block).find("%>", 2);
  return end == std::string_view::npos ? std::nullopt : std::optional(end + 2);
}

std::optional<std::size_t> match_hash_brace(std::string_view text) {
  return text.starts_with("#{") ? match_braces(text) : std::nullopt;
}

std::optional<std::size_t> match_at(std::string_view text) {
  if (!starts_word(text, 1)) return std::nullopt;
  std::size_t end = word_end(text, 1);
  while (end < text.size() && (text[end] == '.' || text[end] == ':')) end = word_end(text, end + 1);
  const bool closed = end < text.size() && text[end] == '@' && is_word_part(text[end - 1]);
  return closed ? end + 1 : word_end(text, 1);
}

std::optional<std::size_t> match_percent(std::string_view text) {
  if (text.starts_with("%%")) {
    const std::size_t end = starts_word(text, 2) ? word_end(text, 2) : 2;
    const bool closed = end > 2 && text.substr(end).starts_with("%%");
    return closed ? std::optional(end + 2) : std::nullopt;
  }
  if (text.starts_with("%(")) {
    const std::size_t end = word_end(text, 2);
    const bool fits = end > 2 && text.substr(end).starts_with(")s");
    return fits ? std::optional(end + 2) : std::nullopt;
  }
  const bool fits = text.starts_with("%s") && word_end(text, 1) == 2;  // `%sum` is an operator
  return fits ? std::optional<std::size_t>(2) : std::nullopt;
}

/// SQL*Plus. The period that ends a name belongs to it: `&schema..users`.
std::optional<std::size_t> match_ampersand(std::string_view text) {
  const std::size_t begin = text.starts_with("&&") ? 2 : 1;
  if (!starts_word(text, begin)) return std::nullopt;
  const std::size_t end = word_end(text, begin);
  return text.substr(end).starts_with('.') ? end + 1 : end;
}

/// From `open` over words that `-` and `.` may join to `close`.
std::optional<std::size_t> match_between(std::string_view text, std::string_view open,
                                         std::string_view close) {
  if (!text.starts_with(open) || !starts_word(text, open.size())) return std::nullopt;
  std::size_t end = word_end(text, open.size());
  while (end < text.size() && (text[end] == '-' || text[end] == '.')) end = word_end(text, end + 1);
  return text.substr(end).starts_with(close) ? std::optional(end + close.size()) : std::nullopt;
}

std::optional<std::size_t> match_angle(std::string_view text) {
  return match_between(text, "<", ">");
}

std::optional<std::size_t> match_bracket(std::string_view text) {
  return match_between(text, "[[", "]]");
}

/// Whether `text` begins with a word that may follow a value.
bool continues_after_value(std::string_view text) {
  constexpr std::array<std::string_view, 34> words = {
      "and",   "as",    "asc",  "between", "collate", "desc",  "else", "end",       "except",
      "fetch", "for",   "from", "group",   "having",  "ilike", "in",   "intersect", "into",
      "is",    "limit", "like", "not",     "offset",  "on",    "or",   "order",     "returning",
      "rows",  "set",   "then", "union",   "using",   "when",  "where"};
  const std::string_view word = text.substr(0, word_end(text, 0));
  return std::ranges::any_of(
      words, [&](std::string_view each) { return text::equals_ignoring_case(each, word); });
}

/// No value follows a parameter; after PostgreSQL's operator `?` one does.
std::optional<std::size_t> match_question_mark(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && is_digit(text[end])) ++end;
  const std::size_t next = text.find_first_not_of(" \t\r\n", end);
  constexpr std::string_view values = "'\"($?|&#@";
  if (next == std::string_view::npos) return end;
  const bool is_word = is_word_part(text[next]) && !continues_after_value(text.substr(next));
  const bool is_operator = is_word || values.find(text[next]) != std::string_view::npos;
  return is_operator ? std::nullopt : std::optional(end);
}

struct Pattern {
  PlaceholderStyle style;
  char first;
  Match match;
};

/// Tried in this order.
constexpr std::array<Pattern, 13> patterns = {
    {{PlaceholderStyle::dollar_brace, '$', match_dollar_brace},
     {PlaceholderStyle::pg_promise, '$', match_pg_promise},
     {PlaceholderStyle::dollar_name, '$', match_dollar_name},
     {PlaceholderStyle::jinja, '{', match_jinja},
     {PlaceholderStyle::brace, '{', match_brace},
     {PlaceholderStyle::erb, '<', match_erb},
     {PlaceholderStyle::hash_brace, '#', match_hash_brace},
     {PlaceholderStyle::at, '@', match_at},
     {PlaceholderStyle::percent, '%', match_percent},
     {PlaceholderStyle::ampersand, '&', match_ampersand},
     {PlaceholderStyle::angle, '<', match_angle},
     {PlaceholderStyle::bracket, '[', match_bracket},
     {PlaceholderStyle::question_mark, '?', match_question_mark}}};

/// The size of the placeholder at `at`.
std::optional<std::size_t> match_at_offset(std::string_view sql, std::size_t at,
                                           PlaceholderStyles styles) {
  const char before = at == 0 ? '\0' : sql[at - 1];
  if (before == sql[at]) return std::nullopt;  // `@@`, `%%`, `$$`
  if (sql[at] == '{' && (before == '$' || before == '#')) return std::nullopt;
  constexpr std::string_view operators = "+-*/<>=~!#%^&|`?";
  const bool ends_operator = operators.find(before) != std::string_view::npos;
  for (const Pattern& pattern : patterns) {
    if (sql[at] != pattern.first || !styles.has(pattern.style)) continue;
    const auto size = pattern.match(sql.substr(at));
    if (!size) continue;
    const bool is_compared = before == '=' || before == '<' || before == '>';
    if (sql[at] == '@' && ends_operator && sql[at + *size - 1] != '@') continue;  // `<@x`
    const bool is_value = sql[at] == '&' || sql[at] == '?';
    if (is_value && ends_operator && !is_compared) continue;                  // `|&x`
    if (sql[at] == '[' && (is_word_part(before) || before == ']')) continue;  // an element
    return size;
  }
  return std::nullopt;
}

/// The code between the marks of a `{% … %}` or `<% … %>`; nothing for other placeholders.
std::optional<std::string_view> control_code(std::string_view written) {
  if (!written.starts_with("{%") && !written.starts_with("<%")) return std::nullopt;
  if (written.starts_with("<%=")) return std::nullopt;
  std::string_view code = written.substr(2, written.size() - 4);
  while (!code.empty() && !is_word_start(code.front())) code.remove_prefix(1);
  return code;
}

PlaceholderRole role_of(std::string_view written) {
  if (written.starts_with("{#")) return PlaceholderRole::control;
  const auto code = control_code(written);
  if (!code) return PlaceholderRole::text;
  const std::string_view word = code->substr(0, word_end(*code, 0));
  constexpr std::array<std::string_view, 2> branches = {"if", "unless"};
  constexpr std::array<std::string_view, 4> others = {"elif", "elsif", "elseif", "else"};
  constexpr std::array<std::string_view, 3> ends = {"endif", "endunless", "end"};
  if (std::ranges::count(branches, word) > 0) return PlaceholderRole::branch;
  if (std::ranges::count(others, word) > 0) return PlaceholderRole::other;
  return std::ranges::count(ends, word) > 0 ? PlaceholderRole::end : PlaceholderRole::control;
}

/// The end of `"{{ f "x" }}"`, if `quoted` is its first quoted part.
std::optional<std::size_t> quoted_template_end(std::string_view sql, text::Range quoted) {
  const std::string_view inside = sql.substr(quoted.begin, quoted.size());
  const std::size_t open = inside.rfind("{{");
  if (open == std::string_view::npos || inside.find("}}", open) != std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view line =
      sql.substr(0, std::min(text::find_line_end(sql, quoted.begin), quoted.begin + longest_name));
  const std::size_t close = line.find("}}", quoted.end);
  if (close == std::string_view::npos) return std::nullopt;
  const std::size_t quote = line.find('"', close);
  return quote == std::string_view::npos ? std::nullopt : std::optional(quote + 1);
}

}  // namespace

bool may_hold_placeholders(std::string_view text, PlaceholderStyles styles) {
  constexpr std::string_view first_bytes = "{$@%<#&[?";
  return std::ranges::any_of(first_bytes, [&](char first) {
    const bool wanted = std::ranges::any_of(patterns, [&](const Pattern& pattern) {
      return pattern.first == first && styles.has(pattern.style);
    });
    if (!wanted) return false;
    for (std::size_t at = text.find(first); at != std::string_view::npos;
         at = text.find(first, at + 1)) {
      if (match_at_offset(text, at, styles)) return true;
    }
    return false;
  });
}

std::vector<Placeholder> find_placeholders(std::string_view sql, PlaceholderStyles styles) {
  std::vector<Placeholder> found;
  Lexer lexer(sql);
  while (true) {
    lexer.skip_to(byte_classes.templates);
    const auto lexeme = lexer.next();
    if (!lexeme) return found;
    // `users_$` is a word for PostgreSQL, even if `{x}` follows.
    const std::size_t last = lexeme->range.end - 1;
    const bool ends_in_dollar = lexeme->kind == LexemeKind::word && sql[last] == '$';
    if (lexeme->kind == LexemeKind::quoted_identifier && styles.has(PlaceholderStyle::jinja)) {
      const auto end = quoted_template_end(sql, lexeme->range);
      if (!end) continue;
      found.push_back({.range = {.begin = lexeme->range.begin, .end = *end}});
      lexer.move_to(*end);
      continue;
    }
    if (lexeme->kind != LexemeKind::symbol && !ends_in_dollar) continue;
    const auto size = match_at_offset(sql, last, styles);
    if (!size) continue;
    found.push_back(
        {.range = {.begin = last, .end = last + *size}, .role = role_of(sql.substr(last, *size))});
    lexer.move_to(last + *size);
  }
}

}  // namespace pglint::parse
