// Reads the columns of a query.
#pragma once

#include <string>
#include <vector>

#include "catalog/query.h"

#include "parse/tree/nodes.h"

namespace pglint::catalog {

/// The columns of `query`, a SELECT, VALUES or TABLE; nothing if they are unknown.
[[nodiscard]] std::optional<Query> read_query(const Node* query);

/// The relations and columns that a query reads.
struct Reading {
  std::vector<Name> relations;
  std::vector<std::string> columns;  ///< names that it mentions; `*` for all
};
[[nodiscard]] Reading read_sources(const Node& query);

/// The columns that an expression mentions, each once.
[[nodiscard]] std::vector<std::string> mentioned_columns(const Node* expression);

}  // namespace pglint::catalog
