// What the readers of all statements share: the statement and its operations.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "catalog/definition_reader.h"

#include "locks/operation.h"
#include "locks/statement_reader.h"
#include "parse/meaning/executed.h"
#include "parse/tree/nodes.h"

namespace pglint::locks {

/// One for each statement.
class Reader {
 public:
  /// All must outlive the reader.
  Reader(const StatementSource& source, Statement& statement)
      : source_(source), definitions_(source.base), statement_(statement) {}

  [[nodiscard]] const catalog::DefinitionReader& definitions() const { return definitions_; }
  [[nodiscard]] const StatementSource& source() const { return source_; }
  [[nodiscard]] Statement& statement() { return statement_; }

  /// The place of the whole statement.
  [[nodiscard]] catalog::Place whole() const {
    return definitions_.place(-1, catalog::Extent::statement);
  }
  /// The place of `name`, where the statement has it first.
  [[nodiscard]] catalog::Place search() const {
    return definitions_.place(-1, catalog::Extent::search);
  }

  /// Adds an operation that is about the whole statement unless it has a place.
  Operation& add(Operation operation) {
    if (operation.place == catalog::Place()) operation.place = whole();
    statement_.operations.push_back(std::move(operation));
    return statement_.operations.back();
  }

  /// PostgreSQL refuses the statement, shown as `shown`, in a transaction block.
  void refuse_in_block(std::string shown) {
    statement_.block = BlockNeed::refused;
    statement_.shown = std::move(shown);
  }

 private:
  const StatementSource& source_;
  catalog::DefinitionReader definitions_;
  Statement& statement_;
};

using parse::has_option;

// One function for each kind of statement.
void read_alter_table(Reader& reader, const AlterTableStmt& statement);
void read_rename(Reader& reader, const RenameStmt& statement);
void read_index(Reader& reader, const IndexStmt& statement);
void read_reindex(Reader& reader, const ReindexStmt& statement);
void read_drop(Reader& reader, const DropStmt& statement);
void read_create_table(Reader& reader, const CreateStmt& statement);
void read_create_as(Reader& reader, const CreateTableAsStmt& statement);
void read_alter_domain(Reader& reader, const AlterDomainStmt& statement);
void read_alter_enum(Reader& reader, const AlterEnumStmt& statement);
void read_transaction(Reader& reader, const TransactionStmt& statement);
void read_set(Reader& reader, const VariableSetStmt& statement);
void read_rows(Reader& reader, const Node& statement);
void read_others(Reader& reader, const Node& statement);
void read_replication(Reader& reader, const Node& statement);
void read_drop_publication(Reader& reader, const DropStmt& statement);

}  // namespace pglint::locks
