// The tokens of a PL/pgSQL body with a place among them, and what a parser asks there.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "parse/tree/statement.h"
#include "parse/tree/token.h"

namespace pglint::parse {

/// Words are lower case and match in any case, as PostgreSQL's keywords do. Functions that return
/// bool and do not find what they need note a problem at the current token; the first one stays.
class PlpgsqlCursor {
 public:
  using Words = std::initializer_list<std::string_view>;

  /// `body` must outlive the cursor. Needs a live arena on this thread.
  explicit PlpgsqlCursor(const std::string& body);

 protected:
  [[nodiscard]] bool is(std::string_view word) const { return tokens.is_word(here, word); }
  [[nodiscard]] bool is_any(Words words) const { return is_any_at(here, words); }
  [[nodiscard]] bool is_any_at(std::size_t index, Words words) const;
  [[nodiscard]] bool is_symbol(std::string_view symbol) const {
    return tokens.is_symbol(here, symbol);
  }

  /// Everything was scanned, and all of it is behind the cursor.
  [[nodiscard]] bool is_complete() const { return !tokens.has(here) && !scanned_.error; }

  /// Steps over the current token if it is this one.
  bool accept(std::string_view word);
  bool accept_symbol(std::string_view symbol);

  /// The same, but anything else is a problem.
  bool expect(std::string_view word) { return accept(word) || fail(); }
  bool expect_symbol(std::string_view symbol) { return accept_symbol(symbol) || fail(); }
  bool expect_name();

  /// Notes a problem at the current token. Always false.
  bool fail();
  [[nodiscard]] std::optional<ParseProblem> take_problem() { return std::move(problem_); }

  /// Index of the first token from `from` on, outside of brackets, that is one of `words` or of
  /// `symbols`; the number of tokens where a semicolon or the end comes first.
  [[nodiscard]] std::size_t find(std::size_t from, Words words, Words symbols) const;

 private:
  const std::string& body_;
  ScanResult scanned_;
  std::optional<ParseProblem> problem_;

 protected:
  TokenView tokens;
  std::size_t here = 0;  ///< the current token
};

}  // namespace pglint::parse
