// Guesses the cause of a syntax error, of which PostgreSQL only names the place.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "parse/source/psql_variable.h"
#include "parse/tree/statement.h"

namespace pglint::parse {

/// For text that may be a template or for another database.
extern const std::string_view hint_for_unknown_text;

/// Fills in missing hints of the syntax errors among `problems` of `sql`, the text as parsed, if a
/// cause is obvious: an unclosed quote, syntax newer than the grammar, characters that only look
/// like blanks or quotes, placeholders that were not replaced. If several statements fail, all
/// because of placeholders or of psql's `variables`, one problem that says so replaces them.
/// Messages name a variable as it is written, not as `sql` has it. Without an obvious cause,
/// several problems get `hint_for_unknown_text`.
void add_hints(std::string_view sql, std::vector<ParseProblem>& problems,
               std::span<const PsqlVariable> variables = {});

}  // namespace pglint::parse
