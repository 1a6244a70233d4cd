// Finds the SQL in a PL/pgSQL body, reading only the structure. The PL/pgSQL parser of libpg_query
// cannot be used: its trees have no positions, and it fails at unknown variables.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parse/body/plpgsql_fragment.h"
#include "parse/tree/statement.h"

namespace pglint::parse {

struct PlpgsqlBody {
  /// The body with PL/pgSQL syntax replaced at unchanged offsets: targets of INTO by blanks,
  /// PERFORM by SELECT. The fragments' ranges refer to this text.
  std::string sql;
  std::vector<PlpgsqlFragment> fragments;  ///< in the order of the text
  /// The syntax error at which reading stopped, if any.
  std::optional<ParseProblem> problem;
};

/// Reads a function's body, the text between its quotes, following PostgreSQL's pl_gram.y. Names of
/// variables point into `body`, which must outlive the result. Needs a live arena on this thread.
[[nodiscard]] PlpgsqlBody read_plpgsql(const std::string& body);

}  // namespace pglint::parse
