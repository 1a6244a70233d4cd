// Reads the operations of a statement from its tree.
#pragma once

#include <functional>
#include <optional>

#include "catalog/change_reader.h"

#include "locks/operation.h"
#include "parse/tree/nodes.h"
#include "text/range.h"

namespace pglint::locks {

/// A statement and its position.
struct StatementSource {
  const catalog::StatementSource& base;
  /// Bytes of the file of a command of the statement, an ALTER TABLE.
  const std::function<text::Range(const AlterTableCmd&, const AlterTableStmt&)>& command_extent;
  int pg_version = 18;      ///< major version of the server
  bool wants_rows = false;  ///< also statements that change few rows
};

/// False for statements that lock nothing which rules ask for; `read_statement` decides about the
/// others.
[[nodiscard]] bool may_lock(const parse::Statement& statement);

/// Whether it makes, changes or drops a publication, which later files are judged by.
[[nodiscard]] bool changes_publication(const parse::Statement& statement);

/// What the statement does when it runs; nothing if no rule asks for it.
[[nodiscard]] std::optional<Statement> read_statement(const StatementSource& source);

}  // namespace pglint::locks
