// A position in the tokens of a PL/pgSQL body: the base of its parser.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "parse/tree/statement.h"
#include "parse/tree/token.h"

namespace pglint::parse {

/// Words are given in lower case and match in any case, as PostgreSQL's keywords do. `expect` and
/// its variants record a problem at the current token if they fail; the first problem is kept.
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

  /// True if the cursor is at the end and the scanner had no error.
  [[nodiscard]] bool is_complete() const { return !tokens.has(here) && !scanned_.error; }

  /// Skip the current token if it is this one.
  bool accept(std::string_view word);
  bool accept_symbol(std::string_view symbol);

  /// The same, but record a problem at any other token.
  bool expect(std::string_view word) { return accept(word) || fail(); }
  bool expect_symbol(std::string_view symbol) { return accept_symbol(symbol) || fail(); }
  bool expect_name();

  /// Records a problem at the current token. Always false.
  bool fail();
  /// The same for blocks in more others than are read.
  bool fail_too_deep();
  [[nodiscard]] std::optional<ParseProblem> take_problem() { return std::move(problem_); }

  /// Index of the first token from `from` on, outside of brackets, that is one of `words` or
  /// `symbols`; `tokens.size()` if a semicolon or the end comes first.
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
