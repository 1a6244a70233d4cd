// Reads the tree of a statement into a model.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "parse/tree/statement.h"
#include "query/model.h"
#include "text/range.h"

namespace pglint::query {

/// A statement and its text.
struct Source {
  const parse::Statement& statement;
  std::string_view sql;  ///< the text that contains the statement
  /// The bytes of a query or expression; asked for only if it is wrong.
  const std::function<text::Range(const Node&)>& extent_of;
  bool are_names_known = true;
};

/// The model of the query or data change, also in EXPLAIN, PREPARE, DECLARE, COPY, a view or a
/// policy. Nothing for other statements, and beyond limits that no SQL written by hand reaches.
[[nodiscard]] std::optional<Model> read_model(const Source& source);

/// What two INSERTs have in common of which one model is enough: the table, the columns, and the
/// number of values. Empty unless all it has are rows of constants, as in a dump.
[[nodiscard]] std::string plain_insert(const Node& statement);

}  // namespace pglint::query
