#include "parse/meaning/enclosing_object.h"

#include <cstddef>
#include <string_view>

#include "parse/meaning/names.h"
#include "parse/meaning/type_use.h"
#include "parse/tree/nodes.h"

namespace pglint::parse {
namespace {

/// Limits the cost of the search. More deeply nested expressions are attributed to the table.
constexpr std::size_t levels_below_column = 24;

std::string column_around(Ancestors ancestors) {
  for (std::size_t level = 0; level < levels_below_column && !ancestors.empty(); ++level) {
    const Node* node = ancestors.back();
    ancestors = ancestors.first(ancestors.size() - 1);
    if (const auto* column = as<ColumnDef>(node))
      return object_name(column_use(*column, ancestors));
    const auto* command = as<AlterTableCmd>(node);
    if (command != nullptr && command->subtype == AT_ColumnDefault) {
      return object_name(column_use(*command, ancestors));
    }
  }
  return {};
}

std::string member(const RangeVar& relation, const char* name) {
  return qualified_name(relation) + "." + std::string(view(name));
}

/// The role that `alter` names; for ALTER ROLE ALL IN DATABASE, the database.
std::string role_name(const AlterRoleSetStmt& alter) {
  return std::string(view(alter.role == nullptr ? alter.database : alter.role->rolename));
}

/// The name of the object that `statement` creates or alters.
std::string object_of(const Node& statement) {
  if (const auto* alter = as<AlterTableStmt>(&statement)) return qualified_name(*alter->relation);
  if (const auto* table = as<CreateStmt>(&statement)) return qualified_name(*table->relation);
  if (const auto* table = as<CreateForeignTableStmt>(&statement)) {
    return qualified_name(*table->base.relation);
  }
  if (const auto* table = as<CreateTableAsStmt>(&statement)) {
    return qualified_name(*table->into->rel);
  }
  if (const auto* create = as<ViewStmt>(&statement)) return qualified_name(*create->view);
  if (const auto* create = as<CreateFunctionStmt>(&statement)) {
    return qualified_name(create->funcname);
  }
  if (const auto* create = as<CreateDomainStmt>(&statement)) {
    return qualified_name(create->domainname);
  }
  if (const auto* alter = as<AlterDomainStmt>(&statement)) return qualified_name(alter->typeName);
  if (const auto* index = as<IndexStmt>(&statement)) {
    return index->idxname == nullptr ? qualified_name(*index->relation)
                                     : std::string(view(index->idxname));
  }
  if (const auto* alter = as<AlterFunctionStmt>(&statement)) {
    return qualified_name(alter->func->objname);
  }
  if (const auto* create = as<CreatedbStmt>(&statement)) return std::string(view(create->dbname));
  if (const auto* alter = as<AlterDatabaseSetStmt>(&statement)) {
    return std::string(view(alter->dbname));
  }
  if (const auto* alter = as<AlterRoleSetStmt>(&statement)) return role_name(*alter);
  if (const auto* rule = as<RuleStmt>(&statement)) return member(*rule->relation, rule->rulename);
  if (const auto* trigger = as<CreateTrigStmt>(&statement)) {
    return member(*trigger->relation, trigger->trigname);
  }
  if (const auto* policy = as<CreatePolicyStmt>(&statement)) {
    return member(*policy->table, policy->policy_name);
  }
  if (const auto* policy = as<AlterPolicyStmt>(&statement)) {
    return member(*policy->table, policy->policy_name);
  }
  return {};
}

}  // namespace

std::string enclosing_object(Ancestors ancestors) {
  if (ancestors.empty()) return {};
  if (std::string column = column_around(ancestors); !column.empty()) return column;
  const bool in_schema = as<CreateSchemaStmt>(ancestors.front()) != nullptr && ancestors.size() > 1;
  return object_of(in_schema ? *ancestors[1] : *ancestors.front());
}

}  // namespace pglint::parse
