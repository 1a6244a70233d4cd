// PostgreSQL's parse tree as text, for rule authors.
#pragma once

#include <optional>
#include <string>

#include "parse/tree/statement.h"

namespace pglint::parse {

/// Either `json` or the first `problem`.
struct AstJson {
  std::string json;  ///< libpg_query's JSON of all statements, on one line
  std::optional<ParseProblem> problem;
};

/// The tree of the file `content`. Call it without a live arena on this thread.
[[nodiscard]] AstJson ast_json(const std::string& content);

}  // namespace pglint::parse
