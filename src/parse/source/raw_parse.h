// The only call of PostgreSQL's grammar.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parse/tree/statement.h"
#include "text/range.h"

namespace pglint::parse {

/// How to parse a text, as PL/pgSQL also does.
enum class Grammar : std::uint8_t {
  statements,  ///< SQL statements with semicolons between them
  expression,  ///< what may follow SELECT: `a + b`, `count(*) FROM t`
  assignment,  ///< `a.b[1] := expression`
  type_name,   ///< a type alone; its tree is a TypeName
};

/// Parses bytes `range` of `sql` and appends the result to `statements`, with trees in the thread's
/// arena. False if PostgreSQL rejects them: then appends nothing and sets `problem`, whose range is
/// the token that it rejects or, if only the point where it stopped is known, empty.
[[nodiscard]] bool parse_raw(const std::string& sql, text::Range range, Grammar grammar,
                             std::vector<Statement>& statements, ParseProblem& problem);

/// Whether a message of the scanner or the parser is about syntax or about its own limits.
[[nodiscard]] ProblemKind problem_kind(std::string_view message);

/// Whether the message is about a literal such as `E'\000'`, whose place PostgreSQL does not say.
[[nodiscard]] bool is_about_encoding(std::string_view message);

/// What to do about a message for which `is_about_encoding` is true.
[[nodiscard]] std::string encoding_hint(std::string_view message);

/// The first lexeme of `sql` at or after `offset`, up to the end of its first line.
[[nodiscard]] text::Range lexeme_range(std::string_view sql, std::size_t offset);

/// `range` without blanks at its end.
[[nodiscard]] text::Range without_trailing_blanks(std::string_view sql, text::Range range);

/// `range` up to the end of its first line, without blanks at its end.
[[nodiscard]] text::Range first_line(std::string_view sql, text::Range range);

}  // namespace pglint::parse
