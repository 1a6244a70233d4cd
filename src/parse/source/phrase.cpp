#include "parse/source/phrase.h"

#include <algorithm>
#include <vector>

namespace pglint::parse {
namespace {

constexpr std::size_t longest_piece = 4096;

bool is_first_of_line(std::string_view sql, std::size_t begin) {
  const std::size_t before =
      begin == 0 ? std::string_view::npos : sql.find_last_not_of(" \t", begin - 1);
  return before == std::string_view::npos || is_line_end(sql[before]);
}

bool is_last_of_line(std::string_view sql, std::size_t end) {
  const std::size_t behind = sql.find_first_not_of(" \t", end);
  return behind == std::string_view::npos || is_line_end(sql[behind]);
}

bool matches(std::string_view wanted, std::string_view sql, const Lexeme& lexeme) {
  const bool first = wanted.size() > 1 && wanted.starts_with('^');
  if (first) wanted.remove_prefix(1);
  const bool last = wanted.size() > 1 && wanted.ends_with('$');
  if (last) wanted.remove_suffix(1);
  if (wanted == "*") return lexeme.kind == LexemeKind::word;
  if (lexeme.kind != LexemeKind::word && lexeme.kind != LexemeKind::symbol &&
      lexeme.kind != LexemeKind::number) {
    return false;
  }
  const std::string_view written = sql.substr(lexeme.range.begin, lexeme.range.size());
  if (wanted.size() > 1 && wanted.starts_with('*')) {
    wanted.remove_prefix(1);
    return written.size() >= wanted.size() &&
           text::equals_ignoring_case(written.substr(written.size() - wanted.size()), wanted);
  }
  if (!text::equals_ignoring_case(written, wanted)) return false;
  if (first && !is_first_of_line(sql, lexeme.range.begin)) return false;
  return !last || is_last_of_line(sql, lexeme.range.end);
}

}  // namespace

std::size_t match_phrase(std::string_view phrase, std::string_view sql,
                         std::span<const Lexeme> lexemes) {
  std::size_t count = 0;
  while (!phrase.empty()) {
    const std::size_t space = std::min(phrase.find(' '), phrase.size());
    if (count == lexemes.size() || !matches(phrase.substr(0, space), sql, lexemes[count])) return 0;
    phrase.remove_prefix(std::min(space + 1, phrase.size()));
    ++count;
  }
  return count;
}

void for_each_statement(std::string_view sql,
                        const std::function<void(std::span<const Lexeme>)>& look) {
  std::vector<Lexeme> statement;
  Lexer lexer(sql);
  while (const auto lexeme = lexer.next()) {
    if (lexeme->kind == LexemeKind::comment) continue;
    statement.push_back(*lexeme);
    const bool ends = lexeme->kind == LexemeKind::symbol && sql[lexeme->range.begin] == ';';
    if (!ends && statement.size() < longest_piece) continue;
    look(statement);
    statement.clear();
  }
  if (!statement.empty()) look(statement);
}

}  // namespace pglint::parse
