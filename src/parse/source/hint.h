// What may be behind a syntax error, for people: PostgreSQL's words name the place, not the cause.
#pragma once

#include <string_view>
#include <vector>

#include "parse/tree/statement.h"

namespace pglint::parse {

/// Fills in the hints of the syntax errors among `problems` of `sql`, the text as the parser saw
/// it, and which have none yet, where a cause is obvious: a quote that is never closed, syntax
/// newer than the grammar, characters that only look like blanks or quotes, placeholders that were
/// not replaced. Where several statements fail, and all because of placeholders, one problem that
/// says so takes the place of all.
void add_hints(std::string_view sql, std::vector<ParseProblem>& problems);

}  // namespace pglint::parse
