#include "parse/body/plpgsql_cursor.h"

#include <algorithm>

#include "parse/source/raw_parse.h"

namespace pglint::parse {

PlpgsqlCursor::PlpgsqlCursor(const std::string& body)
    : body_(body),
      scanned_(scan_without_comments(body, {.begin = 0, .end = body.size()})),
      tokens(body, scanned_.tokens) {}

bool PlpgsqlCursor::is_any_at(std::size_t index, Words words) const {
  return std::ranges::any_of(words, [&](auto word) { return tokens.is_word(index, word); });
}

bool PlpgsqlCursor::accept(std::string_view word) {
  const bool found = is(word);
  if (found) ++here;
  return found;
}

bool PlpgsqlCursor::accept_symbol(std::string_view symbol) {
  const bool found = is_symbol(symbol);
  if (found) ++here;
  return found;
}

bool PlpgsqlCursor::expect_name() {
  if (!tokens.is_name(here)) return fail();
  ++here;
  return true;
}

bool PlpgsqlCursor::fail_too_deep() {
  const bool is_first = !problem_;
  fail();
  if (is_first) {
    problem_->kind = ProblemKind::too_deep;
    problem_->message = "too deeply nested in other blocks";
  }
  return false;
}

bool PlpgsqlCursor::fail() {
  if (problem_) return false;
  ParseProblem problem;
  if (tokens.has(here)) {
    problem.range = tokens.range(here);
    problem.message = "syntax error at or near \"" + std::string(tokens.text(here)) + "\"";
  } else if (scanned_.error) {
    problem.range = first_line(body_, {.begin = scanned_.error->offset, .end = body_.size()});
    problem.message = scanned_.error->message;
  } else {
    const std::size_t count = tokens.size();
    problem.range = count == 0 ? text::Range() : tokens.range(count - 1);
    problem.message = "syntax error at end of input";
  }
  problem_ = std::move(problem);
  return false;
}

std::size_t PlpgsqlCursor::find(std::size_t from, Words words, Words symbols) const {
  int depth = 0;
  for (std::size_t index = from; tokens.has(index); ++index) {
    const auto is_one = [&](std::string_view symbol) { return tokens.is_symbol(index, symbol); };
    const bool opens = is_one("(") || is_one("[");
    const bool closes = is_one(")") || is_one("]");
    depth += opens ? 1 : closes ? -1 : 0;
    if (depth < 0) break;
    if (depth > 0 || closes) continue;
    if (is_any_at(index, words) || std::ranges::any_of(symbols, is_one)) return index;
    if (is_one(";")) break;
  }
  return tokens.size();
}

}  // namespace pglint::parse
