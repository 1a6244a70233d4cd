// A piece of SQL in a PL/pgSQL body.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parse/source/raw_parse.h"
#include "parse/tree/statement.h"
#include "text/range.h"

namespace pglint::parse {

struct PlpgsqlFragment {
  Grammar grammar = Grammar::statements;
  text::Range range;  ///< bytes of the body
  /// The declared variable as written, if this is the type of a declaration; else empty.
  std::string_view variable = {};
  /// The value of this expression is executed as SQL: EXECUTE, FOR … IN EXECUTE, …
  bool makes_sql = false;
  /// It runs depending on IF, CASE, a loop or an exception handler.
  bool conditional = false;
};

/// Parses `fragment` of `sql`, which is `PlpgsqlBody::sql`, and appends to `statements`. If
/// PostgreSQL rejects it, returns false and `problem` points at the token where the parser stopped.
/// The type of a variable becomes a FunctionParameter, without a function, to keep its name.
[[nodiscard]] bool parse_fragment(const PlpgsqlFragment& fragment, const std::string& sql,
                                  std::vector<Statement>& statements, ParseProblem& problem);

}  // namespace pglint::parse
