// Guesses the cause of a syntax error, of which PostgreSQL only names the place.
#pragma once

#include <string_view>
#include <vector>

#include "parse/tree/statement.h"

namespace pglint::parse {

/// Fills in missing hints of the syntax errors among `problems` of `sql`, the text as parsed, if a
/// cause is obvious: an unclosed quote, syntax newer than the grammar, characters that only look
/// like blanks or quotes, placeholders that were not replaced. If several statements fail, all
/// because of placeholders, one problem that says so replaces them.
void add_hints(std::string_view sql, std::vector<ParseProblem>& problems);

}  // namespace pglint::parse
