// From a statement's tree to what it changes in the schema.
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

/// A statement and where it stands.
struct StatementSource {
  const parse::Statement& statement;
  std::string_view sql;  ///< the text that it is a part of
  std::size_t file = 0;  ///< number of the file in the run
  bool conditional = false;
  /// From bytes of `sql` to bytes of the file.
  const std::function<text::Range(text::Range)>& in_file;
  /// The bytes of `sql` that an expression of the statement was made from.
  const std::function<text::Range(const Node&)>& extent_of;
};

/// True for statements that `read_changes` may have something to say about.
[[nodiscard]] bool may_change_schema(const parse::Statement& statement);

/// What running the statement changes, in order.
[[nodiscard]] std::vector<Change> read_changes(const StatementSource& source);

}  // namespace pglint::catalog
