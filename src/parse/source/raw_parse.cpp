#include "parse/source/raw_parse.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "parse/source/lexer.h"
#include "parse/tree/nodes.h"
#include "parse/tree/token.h"
#include "text/line/index.h"
#include "text/utf8.h"

namespace pglint::parse {
namespace {

/// The offset of the first byte at or after `at` outside of blanks and comments.
std::size_t skip_blanks_and_comments(std::string_view sql, std::size_t at) {
  Lexer lexer(sql);
  lexer.move_to(at);
  while (const auto lexeme = lexer.next()) {
    if (lexeme->kind != LexemeKind::comment) return lexeme->range.begin;
  }
  return sql.size();
}

int parse_mode(Grammar grammar) {
  switch (grammar) {
    case Grammar::statements:
      return PG_QUERY_PARSE_DEFAULT;
    case Grammar::expression:
      return PG_QUERY_PARSE_PLPGSQL_EXPR;
    case Grammar::assignment:
      return PG_QUERY_PARSE_PLPGSQL_ASSIGN1;
    case Grammar::type_name:
      return PG_QUERY_PARSE_TYPE_NAME;
  }
  return PG_QUERY_PARSE_DEFAULT;
}

/// The statement that `raw` describes, found in bytes `range` of `sql`.
Statement located(const RawStmt& raw, std::string_view sql, text::Range range) {
  const std::string_view parsed = sql.substr(range.begin, range.size());
  const auto location = static_cast<std::size_t>(std::max(raw.stmt_location, 0));
  const auto length = static_cast<std::size_t>(raw.stmt_len);
  text::Range extent;
  extent.begin = range.begin + skip_blanks_and_comments(parsed, location);
  extent.end = raw.stmt_len == 0 ? range.end : range.begin + location + length;
  return {.tree = raw.stmt,
          .extent = without_trailing_blanks(sql, extent),
          .base = range.begin,
          .terminated = raw.stmt_len != 0};
}

/// The first `$1abc` in bytes `range` of `sql`, which libpg_query's scanner accepts as `$1 abc`.
std::optional<text::Range> find_parameter_junk(std::string_view sql, text::Range range) {
  const auto ends_in_junk = [&](std::size_t at) {
    std::size_t digits = at + 1;
    while (digits < range.end && is_digit(sql[digits])) ++digits;
    return digits > at + 1 && digits < range.end && is_word_start(sql[digits]);
  };
  const std::string_view text = sql.substr(0, range.end);
  std::size_t at = text.find('$', range.begin);
  while (at != std::string_view::npos && !ends_in_junk(at)) at = text.find('$', at + 1);
  if (at == std::string_view::npos) return std::nullopt;  // nearly always

  Lexer lexer(text);
  lexer.move_to(range.begin);
  while (const auto lexeme = lexer.next()) {
    const std::size_t begin = lexeme->range.begin;
    if (lexeme->kind != LexemeKind::number || sql[begin] != '$' || !ends_in_junk(begin)) continue;
    std::size_t end = lexeme->range.end;
    while (end < range.end && is_word_part(sql[end])) ++end;
    return text::Range{.begin = begin, .end = end};
  }
  return std::nullopt;
}

/// `written` is `$1abc`.
std::string parameter_junk_hint(std::string_view written) {
  const std::size_t digits = written.find_first_not_of("0123456789", 1);
  return "put a blank between `" + std::string(written.substr(0, digits)) + "` and `" +
         std::string(written.substr(digits)) + "`";
}

/// Where PostgreSQL stopped in bytes `range` of `sql`. It does not say for a literal whose value is
/// not valid; the scanner stops after the token before it.
text::Range error_range(const PgQueryError& error, std::string_view sql, text::Range range) {
  const std::string_view parsed = sql.substr(range.begin, range.size());
  if (error.cursorpos <= 0 && is_about_encoding(error.message)) {
    const auto scanned = scan_without_comments(sql, range);
    if (scanned.error) return lexeme_range(sql, scanned.error->offset);
  }
  const auto position = static_cast<std::size_t>(std::max(error.cursorpos, 1));
  const std::size_t begin = range.begin + text::offset_of_code_point(parsed, position - 1);
  return {.begin = begin, .end = begin};
}

}  // namespace

bool is_about_encoding(std::string_view message) {
  return message.starts_with("invalid byte sequence for encoding");
}

std::string encoding_hint(std::string_view message) {
  if (!is_about_encoding(message)) return {};
  if (message.ends_with(": 0x00")) {
    return "PostgreSQL text cannot contain NUL: leave it out, or use `bytea`";
  }
  return "write the characters in UTF-8, or use `bytea` for arbitrary bytes";
}

text::Range lexeme_range(std::string_view sql, std::size_t offset) {
  Lexer lexer(sql);
  lexer.move_to(offset);
  while (const auto lexeme = lexer.next()) {
    if (lexeme->kind != LexemeKind::comment) return first_line(sql, lexeme->range);
  }
  return {.begin = offset, .end = offset};
}

bool parse_raw(const std::string& sql, text::Range range, Grammar grammar,
               std::vector<Statement>& statements, ParseProblem& problem) {
  const std::string_view parsed = std::string_view(sql).substr(range.begin, range.size());
  const bool at_end = range.end == sql.size();
  const std::string copy = at_end ? std::string() : std::string(parsed);
  const char* const input = at_end ? sql.c_str() + range.begin : copy.c_str();

  const PgQueryInternalParsetreeAndError result = pg_query_raw_parse(input, parse_mode(grammar));
  std::free(result.stderr_buffer);
  const bool failed = result.error != nullptr;
  if (failed) {
    problem.message = result.error->message;
    problem.kind = problem_kind(problem.message);
    problem.range = error_range(*result.error, sql, range);
    problem.hint = encoding_hint(problem.message);
    pg_query_free_error(result.error);
  }
  const auto junk = find_parameter_junk(sql, range);
  if (junk && (!failed || junk->begin < problem.range.begin)) {
    problem.message = "trailing junk after parameter at or near \"" +
                      sql.substr(junk->begin, junk->size()) + "\"";
    problem.kind = ProblemKind::syntax;
    problem.range = *junk;
    problem.hint = parameter_junk_hint(sql.substr(junk->begin, junk->size()));
  }
  if (failed || junk) return false;

  for (const Node* tree : each(result.tree)) {
    if (const auto* raw = as<RawStmt>(tree)) {
      statements.push_back(located(*raw, sql, range));
    } else {
      statements.push_back(
          {.tree = tree, .extent = without_trailing_blanks(sql, range), .base = range.begin});
    }
  }
  return true;
}

ProblemKind problem_kind(std::string_view message) {
  if (message.starts_with("memory exhausted") || message.starts_with("stack depth limit")) {
    return ProblemKind::too_deep;
  }
  const bool failed = message.starts_with("out of memory") || message.starts_with("invalid memory");
  return failed ? ProblemKind::not_parsed : ProblemKind::syntax;
}

text::Range without_trailing_blanks(std::string_view sql, text::Range range) {
  while (range.end > range.begin && is_blank(sql[range.end - 1])) --range.end;
  return range;
}

text::Range first_line(std::string_view sql, text::Range range) {
  range.end = text::find_line_end(sql.substr(0, range.end), range.begin);
  return without_trailing_blanks(sql, range);
}

}  // namespace pglint::parse
