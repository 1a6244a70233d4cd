// A piece of SQL in a PL/pgSQL body, and how it is parsed.
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
  /// Of a declaration's type: the variable as written; of all others empty.
  std::string_view variable = {};
  /// The value of this expression is run as SQL: EXECUTE, FOR … IN EXECUTE, ….
  bool makes_sql = false;
  /// Whether it runs depends on IF, CASE, a loop or an error that was caught.
  bool conditional = false;
};

/// Parses `fragment` of `sql`, a body as `read_plpgsql` prepared it, and appends to `statements`.
/// False if PostgreSQL rejects it: then `problem` points at the token where it stopped. The type of
/// a variable comes as a FunctionParameter without a function, so that it has a name.
[[nodiscard]] bool parse_fragment(const PlpgsqlFragment& fragment, const std::string& sql,
                                  std::vector<Statement>& statements, ParseProblem& problem);

}  // namespace pglint::parse
