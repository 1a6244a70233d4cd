#include "catalog/change_reader.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "catalog/read/cut_names.h"
#include "catalog/read/reader.h"

#include "parse/meaning/executed.h"
#include "parse/tree/nodes.h"

namespace pglint::catalog {

using parse::as;
using parse::each;
using parse::view;

namespace {

template <class T>
const T& typed(const Node& tree) {
  return *as<T>(&tree);
}

void read_one(Reader& reader, const Node& tree);

void read_create_schema(Reader& reader, const CreateSchemaStmt& statement) {
  const std::string_view name = statement.schemaname == nullptr && statement.authrole != nullptr
                                    ? view(statement.authrole->rolename)
                                    : view(statement.schemaname);
  if (!name.empty()) {
    reader.add_object(ObjectKind::schema, {.schema = {}, .name = std::string(name)});
  }
  if (statement.schemaElts == nullptr) return;
  // Its elements are separate statements that create objects in it.
  reader.add(SetSearchPath{.schemas = {std::string(name)}, .element = true});
  for (const Node* element : each(statement.schemaElts)) read_one(reader, *element);
  reader.add(SetSearchPath{.schemas = {}, .element = true});
}

void read_set(Reader& reader, const VariableSetStmt& statement) {
  if (statement.kind == VAR_RESET_ALL) return reader.add(SetSearchPath{});
  if (view(statement.name) != "search_path") return;
  SetSearchPath path = {.schemas = {}, .local = statement.is_local};
  for (const auto* value : each<A_Const>(statement.args)) {
    if (value == nullptr || value->isnull || value->val.node.type != T_String) continue;
    path.schemas.emplace_back(view(value->val.sval.sval));
  }
  reader.add(std::move(path));
}

std::optional<TransactionStep::Kind> step_kind(TransactionStmtKind kind) {
  switch (kind) {
    case TRANS_STMT_BEGIN:
    case TRANS_STMT_START:
      return TransactionStep::Kind::begin;
    case TRANS_STMT_COMMIT:
    case TRANS_STMT_PREPARE:
      return TransactionStep::Kind::commit;
    case TRANS_STMT_ROLLBACK:
      return TransactionStep::Kind::rollback;
    case TRANS_STMT_SAVEPOINT:
      return TransactionStep::Kind::savepoint;
    case TRANS_STMT_RELEASE:
      return TransactionStep::Kind::release;
    case TRANS_STMT_ROLLBACK_TO:
      return TransactionStep::Kind::rollback_to;
    case TRANS_STMT_COMMIT_PREPARED:
    case TRANS_STMT_ROLLBACK_PREPARED:
      return std::nullopt;
  }
  return std::nullopt;
}

void read_step(Reader& reader, const TransactionStmt& statement) {
  const auto kind = step_kind(statement.kind);
  if (!kind) return;
  reader.add(
      TransactionStep{.kind = *kind, .savepoint = std::string(view(statement.savepoint_name))});
  if (statement.chain) {
    reader.add(TransactionStep{.kind = TransactionStep::Kind::begin, .savepoint = {}});
  }
}

void read_lone(Reader& reader, ObjectKind kind, const char* name) {
  reader.add_object(kind, {.schema = {}, .name = std::string(view(name))});
}

void read_drop_role(Reader& reader, const DropRoleStmt& statement) {
  for (const auto* role : each<RoleSpec>(statement.roles)) {
    if (role == nullptr || role->rolename == nullptr) continue;
    reader.add(DropObject{.kind = ObjectKind::role,
                          .name = {.schema = {}, .name = std::string(view(role->rolename))}});
  }
}

/// If the statement names a schema, the extension's types are in it.
void read_extension(Reader& reader, const CreateExtensionStmt& statement) {
  Name name = {.schema = {}, .name = std::string(view(statement.extname))};
  for (const auto* option : each<DefElem>(statement.options)) {
    if (option == nullptr || view(option->defname) != "schema") continue;
    name.schema = parse::string_value(option->arg);
  }
  reader.add_object(ObjectKind::extension, std::move(name));
}

void read_rule(Reader& reader, const RuleStmt& rule) {
  reader.add_object(ObjectKind::rule, {.schema = {}, .name = std::string(view(rule.rulename))}, {},
                    range_name(rule.relation));
}

void read_alter(Reader& reader, const AlterTableStmt& statement) {
  if (statement.objtype == OBJECT_TYPE) return read_alter_composite(reader, statement);
  read_alter_table(reader, statement);
}

/// Statements about tables and their parts.
bool read_relation(Reader& reader, const Node& tree) {
  switch (tree.type) {
    case T_CreateStmt:
      read_create_table(reader, typed<CreateStmt>(tree), RelationKind::table);
      return true;
    case T_CreateForeignTableStmt:
      read_create_table(reader, typed<CreateForeignTableStmt>(tree).base,
                        RelationKind::foreign_table);
      return true;
    case T_SelectStmt:
      read_select_into(reader, typed<SelectStmt>(tree));
      return true;
    case T_CreateTableAsStmt:
      read_create_as(reader, typed<CreateTableAsStmt>(tree));
      return true;
    case T_RefreshMatViewStmt:
      read_refresh(reader, typed<RefreshMatViewStmt>(tree));
      return true;
    case T_ViewStmt:
      read_create_view(reader, typed<ViewStmt>(tree));
      return true;
    case T_IndexStmt:
      read_create_index(reader, typed<IndexStmt>(tree));
      return true;
    case T_AlterTableStmt:
      read_alter(reader, typed<AlterTableStmt>(tree));
      return true;
    default:
      return false;
  }
}

/// Statements about types and routines.
bool read_type(Reader& reader, const Node& tree) {
  switch (tree.type) {
    case T_CreateEnumStmt:
      read_create_enum(reader, typed<CreateEnumStmt>(tree));
      return true;
    case T_AlterEnumStmt:
      read_alter_enum(reader, typed<AlterEnumStmt>(tree));
      return true;
    case T_CompositeTypeStmt:
      read_create_composite(reader, typed<CompositeTypeStmt>(tree));
      return true;
    case T_CreateRangeStmt:
      read_create_range(reader, typed<CreateRangeStmt>(tree));
      return true;
    case T_CreateDomainStmt:
      read_create_domain(reader, typed<CreateDomainStmt>(tree));
      return true;
    case T_AlterDomainStmt:
      read_alter_domain(reader, typed<AlterDomainStmt>(tree));
      return true;
    case T_DefineStmt:
      read_define(reader, typed<DefineStmt>(tree));
      return true;
    case T_CreateFunctionStmt:
      read_create_function(reader, typed<CreateFunctionStmt>(tree));
      return true;
    case T_AlterFunctionStmt:
      read_alter_function(reader, typed<AlterFunctionStmt>(tree));
      return true;
    default:
      return false;
  }
}

/// Statements about other objects.
bool read_object(Reader& reader, const Node& tree) {
  switch (tree.type) {
    case T_CreateSchemaStmt:
      read_create_schema(reader, typed<CreateSchemaStmt>(tree));
      return true;
    case T_CreateSeqStmt:
      read_create_sequence(reader, typed<CreateSeqStmt>(tree));
      return true;
    case T_AlterSeqStmt:
      read_alter_sequence(reader, typed<AlterSeqStmt>(tree));
      return true;
    case T_CreateTrigStmt:
      read_create_trigger(reader, typed<CreateTrigStmt>(tree));
      return true;
    case T_CreatePolicyStmt:
      read_create_policy(reader, typed<CreatePolicyStmt>(tree));
      return true;
    case T_AlterPolicyStmt:
      read_alter_policy(reader, typed<AlterPolicyStmt>(tree));
      return true;
    case T_RuleStmt:
      read_rule(reader, typed<RuleStmt>(tree));
      return true;
    case T_CreateRoleStmt:
      read_lone(reader, ObjectKind::role, typed<CreateRoleStmt>(tree).role);
      return true;
    case T_CreatedbStmt:
      read_lone(reader, ObjectKind::database, typed<CreatedbStmt>(tree).dbname);
      return true;
    case T_DropRoleStmt:
      read_drop_role(reader, typed<DropRoleStmt>(tree));
      return true;
    case T_DropdbStmt:
      reader.add(DropObject{
          .kind = ObjectKind::database,
          .name = {.schema = {}, .name = std::string(view(typed<DropdbStmt>(tree).dbname))}});
      return true;
    case T_CreateExtensionStmt:
      read_extension(reader, typed<CreateExtensionStmt>(tree));
      return true;
    default:
      return false;
  }
}

void read_one(Reader& reader, const Node& tree) {
  if (read_relation(reader, tree) || read_type(reader, tree) || read_object(reader, tree)) return;
  switch (tree.type) {
    case T_DropStmt:
      return read_drop(reader, typed<DropStmt>(tree));
    case T_RenameStmt:
      return read_rename(reader, typed<RenameStmt>(tree));
    case T_AlterObjectSchemaStmt:
      return read_move(reader, typed<AlterObjectSchemaStmt>(tree));
    case T_CommentStmt:
      return read_comment(reader, typed<CommentStmt>(tree));
    case T_VariableSetStmt:
      return read_set(reader, typed<VariableSetStmt>(tree));
    case T_TransactionStmt:
      return read_step(reader, typed<TransactionStmt>(tree));
    default:  // reads or changes data
      return;
  }
}

}  // namespace

bool may_change_schema(const parse::Statement& statement) {
  switch (statement.tree->type) {
    case T_SelectStmt:
      return as<SelectStmt>(statement.tree)->intoClause != nullptr;
    case T_InsertStmt:
    case T_UpdateStmt:
    case T_DeleteStmt:
    case T_MergeStmt:
    case T_CopyStmt:
    case T_GrantStmt:
    case T_DoStmt:
      return false;
    default:
      return true;
  }
}

std::vector<Change> read_changes(const StatementSource& source) {
  std::vector<Change> changes;
  Reader reader(source, changes);
  read_one(reader, parse::executed(*source.statement.tree));
  if (changes.size() > 1 && source.statement.tree->type != T_TransactionStmt) {
    for (Change& change : changes) change.part = Part::middle;
    changes.front().part = Part::first;
    changes.back().part = Part::last;
  }
  add_cut_names(source, changes);
  return changes;
}

}  // namespace pglint::catalog
