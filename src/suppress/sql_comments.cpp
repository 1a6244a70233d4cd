#include "suppress/sql_comments.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

#include "suppress/suppression_comment.h"
#include "text/line/begin.h"
#include "text/line/index.h"

namespace pglint {
namespace {

using parse::Lexeme;
using parse::LexemeKind;

/// Calls `take` with each lexeme in `range` until it returns false.
template <class Take>
void lex(std::string_view sql, text::Range range, Take take) {
  parse::Lexer lexer(sql.substr(0, range.end));
  lexer.move_to(range.begin);
  while (const auto lexeme = lexer.next()) {
    if (!take(*lexeme)) return;
  }
}

/// `comment` without its marks.
text::Range body_of(std::string_view sql, text::Range comment) {
  text::Range body = comment;
  const bool is_block = sql[comment.begin] == '/';
  const char mark = is_block ? '*' : '-';
  ++body.begin;
  while (body.begin < body.end && sql[body.begin] == mark) ++body.begin;
  const bool is_closed = is_block && sql.substr(0, body.end).ends_with("*/");
  if (is_closed && body.size() >= 2) body.end -= 2;
  while (is_block && body.begin < body.end && sql[body.end - 1] == '*') --body.end;
  return body;
}

/// Counts the brackets that are open.
int bracket_step(std::string_view written) {
  if (written == "(" || written == "[") return 1;
  return written == ")" || written == "]" ? -1 : 0;
}

}  // namespace

SqlComments::SqlComments(const std::string& sql, CodeMap code) : sql_(sql), code_(std::move(code)) {
  const auto outer_first = [](const text::Range& a, const text::Range& b) {
    return std::tie(a.begin, b.end) < std::tie(b.begin, a.end);
  };
  std::ranges::sort(code_.statements, outer_first);
  std::ranges::sort(code_.bodies, outer_first, &CodeMap::Body::text);
  texts_.push_back({.range = {.begin = 0, .end = sql_.size()}});
  for (const CodeMap::Body& body : code_.bodies) {
    texts_.push_back({.range = body.text, .is_plpgsql = body.is_plpgsql});
  }
  const auto code_begin = next_code(texts_.front().range);
  first_code_ = code_begin ? code_begin->begin : sql_.size();
  if (!code_.statements.empty()) {
    first_code_ = std::min(first_code_, code_.statements.front().begin);
  }
}

std::vector<Comment> SqlComments::mentioning(std::span<const std::string_view> words) {
  std::vector<std::size_t> mentions;
  for (const std::string_view word : words) {
    const auto found = find_mentions(sql_, word);
    mentions.insert(mentions.end(), found.begin(), found.end());
  }
  std::ranges::sort(mentions);
  found_.clear();
  std::set<std::size_t> read;  // begins of pieces, which differ between texts
  for (const std::size_t mention : mentions) {
    const std::size_t text = text_at(mention);
    const text::Range piece = piece_at(text, mention);
    if (read.insert(piece.begin).second) read_piece(text, piece, words);
  }
  std::ranges::sort(found_, {}, [](const Comment& comment) { return comment.range.begin; });
  return std::move(found_);
}

void SqlComments::read_piece(std::size_t text, text::Range piece,
                             std::span<const std::string_view> words) {
  std::size_t code_end = piece.begin;  // of the code before
  lex(sql_, piece, [&](const Lexeme& lexeme) {
    if (lexeme.kind != LexemeKind::comment) {
      code_end = lexeme.range.end;
      return true;
    }
    const std::string_view written =
        std::string_view(sql_).substr(lexeme.range.begin, lexeme.range.size());
    const bool is_wanted = std::ranges::any_of(
        words, [&](std::string_view word) { return !find_mentions(written, word).empty(); });
    if (!is_wanted) return true;
    Comment comment = {.range = lexeme.range, .body = body_of(sql_, lexeme.range), .text = text};
    comment.is_behind = is_behind_code(piece, code_end, lexeme.range.begin);
    comment.is_on_top = text == 0 && lexeme.range.begin < first_code_;
    comment.covered = comment.is_behind
                          ? Coverage{.range = line_of(lexeme.range), .with_ends = true}
                          : covered_from(lexeme.range.end);
    comment.may_be_idle = !code_.is_postgresql || is_unlinted(lexeme.range.begin) ||
                          is_unlinted(comment.covered.range.begin);
    found_.push_back(comment);
    return true;
  });
}

bool SqlComments::is_behind_code(text::Range piece, std::size_t code_end, std::size_t at) const {
  const std::size_t line = text::find_line_begin(sql_, at);
  if (code_end > piece.begin) return code_end > line;
  // The piece has none before it; other text before the piece on its line is code.
  if (piece.begin <= line) return false;
  const std::string_view before = std::string_view(sql_).substr(line, piece.begin - line);
  return !std::ranges::all_of(before, parse::is_blank);
}

text::Range SqlComments::line_of(text::Range comment) const {
  return {.begin = text::find_line_begin(sql_, comment.begin),
          .end = text::find_line_end(sql_, comment.end)};
}

Coverage SqlComments::covered_from(std::size_t offset) {
  const std::size_t text = text_at(offset);
  const text::Range nothing = {.begin = offset, .end = offset};
  // Of many comments in a row, each would be read once more by all before it.
  const bool is_known =
      covered_ && covered_->text == text && covered_->begin <= offset && offset <= covered_->until;
  if (is_known) return {.range = covered_->range.empty() ? nothing : covered_->range};
  const auto statement = statement_in(text, offset);
  const text::Range range =
      statement ? clause_from(*statement, offset) : statement_from(text, offset);
  const bool is_at_end = range.empty() && !statement;
  covered_ = Covered{.text = text,
                     .begin = offset,
                     .until = is_at_end ? texts_[text].range.end : range.begin,
                     .range = range};
  return {.range = range};
}

/// The rest of the list item or statement that begins after `offset`.
text::Range SqlComments::clause_from(text::Range statement, std::size_t offset) const {
  std::optional<text::Range> clause;
  bool is_whole_statement = false;  // of a BEGIN ATOMIC body or a rule: it may have commas
  int depth = 0;
  lex(sql_, statement, [&](const Lexeme& lexeme) {
    if (lexeme.kind == LexemeKind::comment) return true;
    const std::string_view written =
        std::string_view(sql_).substr(lexeme.range.begin, lexeme.range.size());
    if (lexeme.range.begin < offset) {
      is_whole_statement = written == ";" || text::equals_ignoring_case(written, "atomic");
      return true;
    }
    const int step = bracket_step(written);
    const bool ends = written == ";" || (written == "," && !is_whole_statement);
    if (depth == 0 && (ends || step < 0)) return false;
    depth += step;
    if (!clause) clause = lexeme.range;
    clause->end = lexeme.range.end;
    return true;
  });
  return clause.value_or(text::Range{.begin = offset, .end = offset});
}

/// The statement after `offset`, even if it could not be parsed.
text::Range SqlComments::statement_from(std::size_t text, std::size_t offset) {
  const text::Range rest = {.begin = offset, .end = texts_[text].range.end};
  const auto first = next_code(rest);
  const auto& statements = statements_of(text);
  const auto next = std::ranges::lower_bound(statements, offset, {}, &text::Range::begin);
  const bool has_next = next != statements.end();
  if (first && texts_[text].is_plpgsql) return plpgsql_from(text, *first);
  if (has_next && (!first || next->begin <= first->begin)) return *next;
  if (!first) return {.begin = offset, .end = offset};
  text::Range unparsed = *first;
  const std::size_t end = has_next ? next->begin : rest.end;
  lex(sql_, {.begin = first->begin, .end = end}, [&](const Lexeme& lexeme) {
    if (lexeme.kind != LexemeKind::comment) unparsed.end = lexeme.range.end;
    return sql_[lexeme.range.begin] != ';';
  });
  return unparsed;
}

/// The PL/pgSQL statement that begins with `first`; only its head if it contains statements.
text::Range SqlComments::plpgsql_from(std::size_t text, text::Range first) {
  constexpr std::array<std::string_view, 5> heads = {"begin", "declare", "else", "loop",
                                                     "exception"};
  const auto written = [&](text::Range range) {
    return std::string_view(sql_).substr(range.begin, range.size());
  };
  const auto is_among = [&](text::Range range, auto words) {
    return std::ranges::any_of(words, [&](std::string_view word) {
      return text::equals_ignoring_case(written(range), word);
    });
  };
  if (is_among(first, heads)) return first;
  constexpr std::array<std::string_view, 2> ends = {"then", "loop"};
  text::Range statement = first;
  int depth = 0;
  lex(sql_, {.begin = first.begin, .end = texts_[text].range.end}, [&](const Lexeme& lexeme) {
    if (lexeme.kind == LexemeKind::comment) return true;
    depth += bracket_step(written(lexeme.range));
    statement.end = lexeme.range.end;
    return depth > 0 || (written(lexeme.range) != ";" && !is_among(lexeme.range, ends));
  });
  // Skips the THEN of a CASE expression.
  for (const text::Range& fragment : statements_of(text)) {
    if (fragment.begin >= first.begin && fragment.begin < statement.end) {
      statement.end = std::max(statement.end, fragment.end);
    }
  }
  return statement;
}

std::optional<text::Range> SqlComments::next_code(text::Range range) const {
  std::optional<text::Range> code;
  lex(sql_, range, [&](const Lexeme& lexeme) {
    if (lexeme.kind == LexemeKind::comment || sql_[lexeme.range.begin] == ';') return true;
    code = lexeme.range;
    return false;
  });
  return code;
}

std::optional<std::size_t> SqlComments::body_begin(std::size_t offset) const {
  const std::size_t text = text_at(offset);
  return text == 0 ? std::nullopt : std::optional(texts_[text].range.begin);
}

std::vector<Lexeme> SqlComments::lexemes_around(std::size_t offset) {
  std::vector<Lexeme> lexemes;
  lex(sql_, piece_at(text_at(offset), offset), [&](const Lexeme& lexeme) {
    lexemes.push_back(lexeme);
    return true;
  });
  return lexemes;
}

bool SqlComments::is_unlinted(std::size_t offset) const {
  return std::ranges::any_of(code_.unlinted,
                             [&](const text::Range& range) { return range.contains(offset); });
}

/// The innermost text around `offset`.
std::size_t SqlComments::text_at(std::size_t offset) const {
  const auto after = std::ranges::upper_bound(texts_, offset, {},
                                              [](const Text& text) { return text.range.begin; });
  for (auto text = after; text != texts_.begin();) {
    --text;
    if (offset <= text->range.end) return static_cast<std::size_t>(text - texts_.begin());
  }
  return 0;
}

/// The outermost statements of a text.
const std::vector<text::Range>& SqlComments::statements_of(std::size_t text) {
  const auto [known, is_new] = statements_.try_emplace(text);
  if (!is_new) return known->second;
  std::vector<text::Range>& outermost = known->second;
  const text::Range range = texts_[text].range;
  auto statement = std::ranges::lower_bound(code_.statements, range.begin, {}, &text::Range::begin);
  for (; statement != code_.statements.end() && statement->begin < range.end; ++statement) {
    if (outermost.empty() || statement->begin >= outermost.back().end) {
      outermost.push_back(*statement);
    }
  }
  return outermost;
}

/// The statement with `offset` in it.
std::optional<text::Range> SqlComments::statement_in(std::size_t text, std::size_t offset) {
  const auto& statements = statements_of(text);
  const auto after = std::ranges::lower_bound(statements, offset, {}, &text::Range::begin);
  if (after == statements.begin() || offset >= std::prev(after)->end) return std::nullopt;
  return *std::prev(after);
}

/// A unit to scan: a body, or in the file a statement or the text between two. Limits the effect of
/// an unclosed quote.
text::Range SqlComments::piece_at(std::size_t text, std::size_t offset) {
  if (text != 0) return texts_[text].range;
  const auto& statements = statements_of(text);
  const auto after = std::ranges::upper_bound(statements, offset, {}, &text::Range::begin);
  const std::size_t end = after == statements.end() ? sql_.size() : after->begin;
  if (after == statements.begin()) return {.begin = 0, .end = end};
  const text::Range before = *std::prev(after);
  return offset < before.end ? before : text::Range{.begin = before.end, .end = end};
}

}  // namespace pglint
