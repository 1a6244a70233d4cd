#include "lint/history/undone.h"

#include "parse/tree/nodes.h"

namespace pglint {

bool can_be_undone(const Node& statement) {
  switch (nodeTag(&statement)) {
    case T_SelectStmt:
      return parse::as<SelectStmt>(&statement)->intoClause != nullptr;
    case T_AlterEnumStmt:
      return parse::as<AlterEnumStmt>(&statement)->oldVal != nullptr;
    case T_VacuumStmt:
    case T_ReindexStmt:
    case T_ClusterStmt:
    case T_RefreshMatViewStmt:
    case T_CheckPointStmt:
    case T_LockStmt:
    case T_VariableSetStmt:
    case T_VariableShowStmt:
    case T_DiscardStmt:
    case T_ExplainStmt:
    case T_TransactionStmt:
      return false;
    default:
      return true;
  }
}

}  // namespace pglint
