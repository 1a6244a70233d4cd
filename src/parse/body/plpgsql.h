// Finds the SQL in a PL/pgSQL body. libpg_query's own PL/pgSQL parser gives trees without positions
// and stumbles over variables that it does not know; this reads the structure only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parse/body/plpgsql_fragment.h"
#include "parse/tree/statement.h"

namespace pglint::parse {

/// What a body consists of.
struct PlpgsqlBody {
  /// The body with what PL/pgSQL alone understands blanked or replaced, byte for byte: targets of
  /// INTO are gone, PERFORM is SELECT. The fragments' ranges are of this text.
  std::string sql;
  std::vector<PlpgsqlFragment> fragments;  ///< in the order of the text
  /// Why the body is not PL/pgSQL, and from where on nothing was read.
  std::optional<ParseProblem> problem;
};

/// Reads a function's body, the text between its quotes. It follows PostgreSQL's pl_gram.y; needs
/// a live arena on this thread. Variables' names point into `body`, which must outlive the result.
[[nodiscard]] PlpgsqlBody read_plpgsql(const std::string& body);

}  // namespace pglint::parse
