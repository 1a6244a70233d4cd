#include "parse/source/statement_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "parse/source/lexer.h"
#include "parse/source/raw_parse.h"
#include "parse/source/window.h"
#include "text/line/index.h"

namespace pglint::parse {
namespace {

/// Words that start a statement at the start of a line. Does not include words that as often
/// continue one (SET, VALUES, EXECUTE, END, …).
constexpr std::array<std::string_view, 22> starting_words = {
    "alter",  "analyze",  "begin",   "call",     "comment", "commit", "copy",    "create",
    "delete", "drop",     "explain", "grant",    "insert",  "merge",  "refresh", "reindex",
    "revoke", "rollback", "select",  "truncate", "update",  "with"};

/// The number of lines to try in one segment.
constexpr std::size_t max_restarts = 16;

/// How often scanning restarts after text that is not SQL, before the rest is skipped.
constexpr int max_scan_errors = 200;

/// The budget for trials as a multiple of the text's size, so that a file full of errors does not
/// take quadratic time.
constexpr std::size_t trial_budget_factor = 200;

/// Whether token `index` is the first of its line and a word that starts statements.
bool starts_statement(std::string_view sql, const TokenView& tokens, std::size_t index) {
  const std::size_t begin = tokens.range(index).begin;
  const std::size_t gap = index == 0 ? 0 : tokens.range(index - 1).end;
  if (index > 0 && text::find_line_end(sql.substr(0, begin), gap) == begin) return false;
  return std::ranges::any_of(starting_words,
                             [&](std::string_view word) { return tokens.is_word(index, word); });
}

/// The offset after the first semicolon at or after `from` outside of strings and comments; the end
/// if there is none.
std::size_t after_next_semicolon(std::string_view sql, std::size_t from) {
  Lexer lexer(sql);
  lexer.move_to(from);
  while (const auto lexeme = lexer.next()) {
    if (lexeme->kind == LexemeKind::symbol && sql[lexeme->range.begin] == ';') break;
  }
  return lexer.offset();
}

/// The offset after the first semicolon in `range` that ends its line; the end of `sql` if there is
/// none.
std::size_t after_next_line_end_semicolon(std::string_view sql, text::Range range) {
  const std::string_view searched = sql.substr(0, range.end);
  for (std::size_t at = searched.find(';', range.begin); at != std::string_view::npos;
       at = searched.find(';', at + 1)) {
    std::size_t behind = at + 1;
    while (behind < sql.size() && (sql[behind] == ' ' || sql[behind] == '\t')) ++behind;
    if (behind == sql.size() || sql[behind] == '\n' || sql[behind] == '\r') return at + 1;
  }
  return sql.size();
}

}  // namespace

bool StatementReader::next(Batch& batch) {
  batch.statements.clear();
  batch.problems.clear();
  if (arena_ != nullptr) arena_->reset();
  while (true) {
    if (by_tokens_ && next_segment(batch)) return true;
    if (std::exchange(by_tokens_, false)) window_.begin = window_.end;
    // The data of a COPY is a long blank by now.
    window_.begin = std::min(sql_.find_first_not_of(" \t\r\n\f\v", window_.begin), sql_.size());
    if (window_.begin == sql_.size()) return false;
    window_.end = likely_window_end(sql_, window_.begin, window_bytes_);
    if (parse_window(batch)) {
      window_.begin = window_.end;
      return true;
    }
    batch.statements.clear();
    if (arena_ != nullptr) arena_->reset();
    scan_window();
  }
}

bool StatementReader::parse_window(Batch& batch) const {
  ParseProblem ignored;
  if (window_.empty() || !parse(window_, batch, ignored)) return false;
  return window_.end == sql_.size() || batch.statements.empty() ||
         batch.statements.back().terminated;
}

/// Reads the next statement of a window that did not parse as a whole. False at the window's end.
bool StatementReader::next_segment(Batch& batch) {
  const TokenView view(sql_, tokens_);
  while (view.is_symbol(cursor_, ";")) ++cursor_;
  if (!view.has(cursor_) && !scan_error_) return false;
  const Segment segment = segment_at(view, cursor_);
  if (segment.first < segment.end) read_segment(segment, batch);  // may scan anew
  const bool at_end = cursor_ >= tokens_.size();
  if (at_end && batch.problems.empty() && scan_error_) skip_unscannable(batch);
  return true;
}

/// The window did not parse: either it holds an error, or its end was a bad guess. Scans it and
/// moves its end to where a statement ends for certain.
void StatementReader::scan_window() {
  by_tokens_ = true;
  for (std::size_t bytes = window_bytes_;; bytes *= 2) {
    window_.end = std::min(window_.begin + bytes, sql_.size());
    scan_from(window_.begin);
    if (window_.end == sql_.size()) return;
    const std::size_t end = last_segment_end(TokenView(sql_, tokens_));
    if (end == 0) continue;
    tokens_.resize(end);
    scan_error_.reset();  // it is after the end, which may have split a string
    window_.end = tokens_.back().range.end;
    return;
  }
}

void StatementReader::scan_from(std::size_t offset) {
  continue_with(scan_without_comments(sql_, {.begin = offset, .end = window_.end}));
}

void StatementReader::continue_with(ScanResult scanned) {
  tokens_ = std::move(scanned.tokens);
  scan_error_ = std::move(scanned.error);
  is_scan_error_told_ = false;
  cursor_ = 0;
}

bool StatementReader::parse(text::Range range, Batch& batch, ParseProblem& problem) const {
  return parse_raw(sql_, range, Grammar::statements, batch.statements, problem);
}

void StatementReader::read_segment(const Segment& segment, Batch& batch) {
  const TokenView view(sql_, tokens_);
  cursor_ = segment.end;
  ParseProblem problem;
  const bool parsed = parse(view.span(segment.first, segment.end), batch, problem);
  const std::size_t stopped = view.at(problem.range.begin);
  if (!segment.closed && scan_error_ && (parsed || stopped >= segment.end)) {
    batch.statements.clear();  // the scanner's error is inside of this statement
    return;
  }
  if (parsed) return;

  // At the end of the input, the problem is at the last token.
  const std::size_t shown = std::min(stopped, segment.end - 1);
  if (problem.range.empty()) problem.range = first_line(sql_, view.range(shown));
  // The semicolon, which was not passed to the parser, is what PostgreSQL stops at.
  const bool ends_early = problem.message == "syntax error at end of input";
  if (ends_early && segment.closed) problem.message = "syntax error at or near \";\"";
  batch.problems.push_back(std::move(problem));
  if (!may_try(view.span(segment.first, segment.end))) {
    if (std::exchange(gave_up_, true)) return;
    const text::Range end = {.begin = view.range(shown).end, .end = view.range(shown).end};
    batch.problems.push_back({.kind = ProblemKind::not_parsed,
                              .range = end,
                              .message = "too many errors; from here on, statements that do not "
                                         "parse are skipped",
                              .hint = "correct the first errors, or `exclude` the file"});
    return;
  }
  if (leave_string(shown, batch)) return;
  if (const auto index = restart(segment, shown, batch)) {
    cursor_ = *index;
    return;
  }
  // `:1a`: the parser stops at the colon, and the scanner after it, in the same statement.
  is_scan_error_told_ =
      !segment.closed && scan_error_ && scan_error_->message.starts_with("trailing junk");
}

/// An extra quote turns strings inside out: the text between two of them becomes one. If the token
/// at `error` or the next one is such a string, continues in it after the first semicolon that ends
/// a line, if the statement there parses. Returns whether it does, and then sets the hint of the
/// last problem.
bool StatementReader::leave_string(std::size_t error, Batch& batch) {
  const TokenView view(sql_, tokens_);
  for (const std::size_t index : {error, error + 1}) {
    if (!view.text(index).starts_with('\'')) continue;
    const std::size_t offset = after_next_line_end_semicolon(sql_, view.range(index));
    const text::Range behind = {.begin = offset, .end = window_.end};
    if (offset >= view.range(index).end || !may_try(behind)) continue;

    ScanResult scanned = scan_without_comments(sql_, behind);
    const TokenView rest(sql_, scanned.tokens);
    const Segment next = segment_at(rest, 0);
    if (!next.closed || next.first == next.end || !parses(rest.span(0, next.end))) continue;
    continue_with(std::move(scanned));
    batch.problems.back().hint = "a quote before it is missing or extra";
    return true;
  }
  return false;
}

/// In a segment that failed at token `error`, finds a line from which the text parses, up to the
/// next such line or to the end, and returns its first token. Text before it that also parses,
/// because only its semicolon is missing, goes to `batch`.
std::optional<std::size_t> StatementReader::restart(const Segment& segment, std::size_t error,
                                                    Batch& batch) {
  const std::vector<std::size_t> lines = statement_lines(segment, error);
  const TokenView view(sql_, tokens_);
  for (std::size_t line = 0; line < lines.size(); ++line) {
    const std::size_t first = lines[line];
    const bool to_next = line + 1 < lines.size() && parses(view.span(first, lines[line + 1]));
    const Segment rest = segment.closed ? segment : segment_at(view, first);
    const bool known_end = rest.closed || !scan_error_;
    if (!to_next && (!known_end || !parses(view.span(first, rest.end)))) continue;
    ParseProblem ignored;
    if (parse(view.span(segment.first, first), batch, ignored)) {
      batch.problems.back().hint =
          "is a semicolon missing before `" + std::string(view.text(first)) + "`?";
    }
    return first;
  }
  return std::nullopt;
}

/// The first tokens of the lines of `segment`, from the line of token `error` on, that begin with a
/// word that starts statements. Skips lines in brackets if these are closed: then the error is
/// elsewhere.
std::vector<std::size_t> StatementReader::statement_lines(const Segment& segment,
                                                          std::size_t error) const {
  const TokenView view(sql_, tokens_);
  std::vector<std::size_t> lines;
  // The statements in a CREATE SCHEMA are parts of it.
  if (view.is_word(segment.first, "create") && view.is_word(segment.first + 1, "schema")) return {};
  std::size_t error_line = segment.first;  // first token of the error's line
  int depth = 0;
  for (std::size_t index = segment.first; index < segment.end; ++index) {
    if (lines.size() >= max_restarts) break;
    if (view.is_symbol(index, "(")) ++depth;
    if (view.is_symbol(index, ")") && depth > 0) --depth;
    if (index == segment.first || (segment.closed && depth > 0)) continue;
    if (!starts_statement(sql_, view, index)) continue;
    if (index <= error) {
      error_line = index;  // a later one before the error is nearer to it
      continue;
    }
    lines.push_back(index);
  }
  const std::size_t error_begin = view.range(error).begin;
  const std::string_view to_error = std::string_view(sql_).substr(0, error_begin);
  const bool same_line = error_line > segment.first &&
                         text::find_line_end(to_error, view.range(error_line).begin) == error_begin;
  if (same_line) lines.insert(lines.begin(), error_line);
  return lines;
}

/// Whether a trial over `range` is within the budget, which it then reduces.
bool StatementReader::may_try(text::Range range) {
  spent_ += range.size();
  return spent_ <= trial_budget_factor * sql_.size();
}

bool StatementReader::parses(text::Range range) {
  if (!may_try(range)) return false;
  Batch trial;
  ParseProblem ignored;
  return parse(range, trial, ignored);
}

void StatementReader::skip_unscannable(Batch& batch) {
  const std::size_t at = scan_error_->offset;
  const bool is_one_literal = is_about_encoding(scan_error_->message);
  const text::Range range =
      is_one_literal ? lexeme_range(sql_, at) : first_line(sql_, {.begin = at, .end = sql_.size()});
  if (!is_scan_error_told_) {
    batch.problems.push_back({.kind = problem_kind(scan_error_->message),
                              .range = range,
                              .message = scan_error_->message,
                              .hint = encoding_hint(scan_error_->message)});
  }
  if (++scan_errors_ < max_scan_errors) {
    scan_from(is_one_literal
                  ? after_next_semicolon(sql_, at)
                  : after_next_line_end_semicolon(sql_, {.begin = at, .end = sql_.size()}));
    return;
  }
  batch.problems.push_back({.kind = ProblemKind::not_parsed,
                            .range = {.begin = range.end, .end = range.end},
                            .message = "too much of this file is not SQL, the rest is skipped",
                            .hint = "correct the strings above, or `exclude` the file"});
  scan_from(window_.end);
}

}  // namespace pglint::parse
