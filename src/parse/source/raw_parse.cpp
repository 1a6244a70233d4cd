#include "parse/source/raw_parse.h"

#include <algorithm>
#include <cstdlib>

#include "parse/source/lexer.h"
#include "parse/tree/nodes.h"
#include "text/line_index.h"
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

}  // namespace

bool parse_raw(const std::string& sql, text::Range range, Grammar grammar,
               std::vector<Statement>& statements, ParseProblem& problem) {
  const std::string_view parsed = std::string_view(sql).substr(range.begin, range.size());
  const bool at_end = range.end == sql.size();
  const std::string copy = at_end ? std::string() : std::string(parsed);
  const char* const input = at_end ? sql.c_str() + range.begin : copy.c_str();

  const PgQueryInternalParsetreeAndError result = pg_query_raw_parse(input, parse_mode(grammar));
  std::free(result.stderr_buffer);
  if (result.error != nullptr) {
    const auto position = static_cast<std::size_t>(std::max(result.error->cursorpos, 1));
    problem.message = result.error->message;
    problem.kind = problem_kind(problem.message);
    problem.range.begin = range.begin + text::offset_of_code_point(parsed, position - 1);
    problem.range.end = problem.range.begin;
    pg_query_free_error(result.error);
    return false;
  }

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
  range.end = std::min(text::find_line_end(sql, range.begin), range.end);
  return without_trailing_blanks(sql, range);
}

}  // namespace pglint::parse
