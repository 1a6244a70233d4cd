// Reads the changes of the schema from a statement's tree.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "catalog/change.h"

#include "parse/tree/statement.h"
#include "parse/tree/walk.h"
#include "text/range.h"

namespace pglint::catalog {

/// A statement and its position.
struct StatementSource {
  const parse::Statement& statement;
  std::string_view sql;  ///< the text that contains it
  std::size_t file = 0;  ///< number of the file in the run
  bool conditional = false;
  /// Converts bytes of `sql` to bytes of the file.
  const std::function<text::Range(text::Range)>& in_file;
  /// The bytes of `sql` of an expression of the statement.
  const std::function<text::Range(const Node&)>& extent_of;
};

/// False for statements without changes; `read_changes` decides about the others.
[[nodiscard]] bool may_change_schema(const parse::Statement& statement);

/// The changes that the statement makes when it runs, in order.
[[nodiscard]] std::vector<Change> read_changes(const StatementSource& source);

}  // namespace pglint::catalog
