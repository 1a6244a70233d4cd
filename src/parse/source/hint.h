// Guesses the cause of a syntax error, of which PostgreSQL only names the place.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "parse/source/psql_variable.h"
#include "parse/tree/statement.h"

namespace pglint::parse {

/// Fills in missing hints of the syntax errors among `problems` of `sql`, the text as parsed, if a
/// cause is obvious: an unclosed quote, syntax newer than the grammar, characters that only look
/// like blanks or quotes, placeholders that were not replaced. If several statements fail, all
/// because of placeholders or of psql's `variables`, one problem that says so replaces them.
/// Messages name a variable as it is written, not as `sql` has it.
void add_hints(std::string_view sql, std::vector<ParseProblem>& problems,
               std::span<const PsqlVariable> variables = {});

}  // namespace pglint::parse
