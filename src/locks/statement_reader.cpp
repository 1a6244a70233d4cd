#include "locks/statement_reader.h"

#include <algorithm>
#include <array>

#include "locks/read/reader.h"

namespace pglint::locks {

using parse::as;

namespace {

constexpr auto locking = std::to_array<NodeTag>({
    T_AlterTableStmt,
    T_RenameStmt,
    T_IndexStmt,
    T_ReindexStmt,
    T_DropStmt,
    T_CreateStmt,
    T_CreateTableAsStmt,
    T_AlterDomainStmt,
    T_AlterEnumStmt,
    T_TransactionStmt,
    T_VariableSetStmt,
    T_InsertStmt,
    T_UpdateStmt,
    T_DeleteStmt,
    T_MergeStmt,
    T_CopyStmt,
    T_SelectStmt,
    T_TruncateStmt,
    T_LockStmt,
    T_RefreshMatViewStmt,
    T_ClusterStmt,
    T_VacuumStmt,
    T_CreateTrigStmt,
    T_RuleStmt,
    T_CreatePolicyStmt,
    T_AlterPolicyStmt,
    T_ViewStmt,
    T_DropdbStmt,
    T_CreatedbStmt,
    T_AlterObjectSchemaStmt,
    T_DiscardStmt,
    T_AlterSystemStmt,
    T_DropTableSpaceStmt,
    T_CreateTableSpaceStmt,
    T_ConstraintsSetStmt,
    T_DeclareCursorStmt,
    T_DropOwnedStmt,
    T_ReassignOwnedStmt,
    T_AlterOwnerStmt,
    T_AlterTableMoveAllStmt,
    T_CallStmt,
    T_CreatePublicationStmt,
    T_AlterPublicationStmt,
    T_CreateSubscriptionStmt,
    T_AlterSubscriptionStmt,
    T_DropSubscriptionStmt,
    T_AlterDatabaseStmt,
    T_CreateEnumStmt,
    T_CompositeTypeStmt,
    T_CreateDomainStmt,
    T_CreateRangeStmt,
    T_DoStmt,
});

void read_known(Reader& reader, const Node& tree) {
  switch (tree.type) {
    case T_AlterTableStmt:
      return read_alter_table(reader, *as<AlterTableStmt>(&tree));
    case T_RenameStmt:
      return read_rename(reader, *as<RenameStmt>(&tree));
    case T_IndexStmt:
      return read_index(reader, *as<IndexStmt>(&tree));
    case T_ReindexStmt:
      return read_reindex(reader, *as<ReindexStmt>(&tree));
    case T_DropStmt:
      return read_drop(reader, *as<DropStmt>(&tree));
    case T_CreateStmt:
      return read_create_table(reader, *as<CreateStmt>(&tree));
    case T_CreateTableAsStmt:
      return read_create_as(reader, *as<CreateTableAsStmt>(&tree));
    case T_AlterDomainStmt:
      return read_alter_domain(reader, *as<AlterDomainStmt>(&tree));
    case T_AlterEnumStmt:
      return read_alter_enum(reader, *as<AlterEnumStmt>(&tree));
    case T_TransactionStmt:
      return read_transaction(reader, *as<TransactionStmt>(&tree));
    case T_VariableSetStmt:
      return read_set(reader, *as<VariableSetStmt>(&tree));
    case T_InsertStmt:
    case T_UpdateStmt:
    case T_DeleteStmt:
    case T_MergeStmt:
    case T_CopyStmt:
    case T_SelectStmt:
      return read_rows(reader, tree);
    case T_CallStmt:
    case T_CreatePublicationStmt:
    case T_AlterPublicationStmt:
    case T_CreateSubscriptionStmt:
    case T_AlterSubscriptionStmt:
    case T_DropSubscriptionStmt:
    case T_AlterDatabaseStmt:
      return read_replication(reader, tree);
    default:
      return read_others(reader, tree);
  }
}

}  // namespace

bool may_lock(const parse::Statement& statement) {
  return std::ranges::find(locking, parse::executed(*statement.tree).type) != locking.end();
}

bool changes_publication(const parse::Statement& statement) {
  if (const auto* drop = as<DropStmt>(statement.tree)) {
    return drop->removeType == OBJECT_PUBLICATION;
  }
  if (const auto* rename = as<RenameStmt>(statement.tree)) {
    return rename->renameType == OBJECT_PUBLICATION;
  }
  return as<CreatePublicationStmt>(statement.tree) != nullptr ||
         as<AlterPublicationStmt>(statement.tree) != nullptr;
}

std::optional<Statement> read_statement(const StatementSource& source) {
  Statement statement;
  Reader reader(source, statement);
  statement.place = reader.whole();
  statement.is_conditional = source.base.conditional;
  read_known(reader, parse::executed(*source.base.statement.tree));
  const bool says_nothing = statement.operations.empty() && statement.settings.empty() &&
                            statement.transaction == TransactionKind::none &&
                            statement.block == BlockNeed::none && statement.publications.empty() &&
                            statement.rows_of.name.empty() && statement.makes_type.empty() &&
                            statement.makes_temporary.empty() && !statement.drops_invalid_indexes &&
                            !statement.reassigned_roles;
  if (says_nothing) return std::nullopt;
  return statement;
}

}  // namespace pglint::locks
