#include "catalog/change_reader.h"

#include <optional>
#include <string>
#include <utility>

#include "catalog/definition_reader.h"

#include "parse/nodes.h"

namespace pglint::catalog {

using parse::as;
using parse::each;
using parse::string_value;
using parse::view;

namespace {

/// `RELPERSISTENCE_TEMP` of pg_class.h, a macro that is not to be had.
constexpr char temporary_persistence = 't';

/// Reads one statement; a schema's elements are statements of their own.
class ChangeReader {
 public:
  ChangeReader(const StatementSource& source, std::vector<Change>& changes)
      : source_(source), definitions_(source), changes_(changes) {}

  void read(const Node& tree);

 private:
  template <class What>
  void add(What what) {
    changes_.push_back({.what = std::move(what), .conditional = source_.conditional});
  }

  void add_object(ObjectKind kind, Name name, Name table = {}) {
    add(CreateObject{{.kind = kind,
                      .name = std::move(name),
                      .table = std::move(table),
                      .place = definitions_.place(-1, Extent::search)}});
  }

  [[nodiscard]] Relation relation(const RangeVar& name, RelationKind kind) const {
    return {.name = name_of(name),
            .kind = kind,
            .place = definitions_.place(name.location, Extent::name),
            .temporary = name.relpersistence == temporary_persistence,
            .columns = {},
            .constraints = {}};
  }

  void create_table(const CreateStmt& statement, RelationKind kind);
  void add_elements(const List* elements, CreateRelation& create);
  void create_from_query(const IntoClause* into, RelationKind kind, bool if_not_exists);
  void create_as(const CreateTableAsStmt& statement);
  void create_view(const ViewStmt& statement);
  void create_index(const IndexStmt& statement);
  void create_schema(const CreateSchemaStmt& statement);
  void define(const DefineStmt& statement);
  void alter_table(const AlterTableStmt& statement);
  void alter_table(const Name& relation, const AlterTableCmd& command);
  void add_column(const Name& relation, const AlterTableCmd& command);
  void alter_type(const Name& relation, const AlterTableCmd& command);
  void drop(const DropStmt& statement);
  void drop_of_table(ObjectKind kind, const List& path);
  void rename(const RenameStmt& statement);
  void rename_object(const RenameStmt& statement);
  void move(const AlterObjectSchemaStmt& statement);
  void comment(const CommentStmt& statement);
  void set(const VariableSetStmt& statement);
  void step(const TransactionStmt& statement);

  const StatementSource& source_;
  DefinitionReader definitions_;
  std::vector<Change>& changes_;
};

Name range_name(const RangeVar* relation) {
  return relation == nullptr ? Name() : name_of(*relation);
}

void ChangeReader::add_elements(const List* elements, CreateRelation& create) {
  Relation& relation = create.relation;
  for (const Node* element : each(elements)) {
    if (const auto* definition = as<ColumnDef>(element)) {
      ColumnDefinition read = definitions_.column(*definition);
      relation.columns.push_back(std::move(read.column));
      for (Constraint& constraint : read.constraints) {
        relation.constraints.push_back(std::move(constraint));
      }
    } else if (const auto* written = as<::Constraint>(element)) {
      if (auto constraint = definitions_.constraint(*written, {})) {
        relation.constraints.push_back(std::move(*constraint));
      }
    } else if (const auto* like = as<TableLikeClause>(element)) {
      create.copies.push_back({.how = Copied::How::like,
                               .from = name_of(*like->relation),
                               .position = relation.columns.size(),
                               .defaults = (like->options & CREATE_TABLE_LIKE_DEFAULTS) != 0,
                               .keys = (like->options & CREATE_TABLE_LIKE_INDEXES) != 0});
    }
  }
}

void ChangeReader::create_table(const CreateStmt& statement, RelationKind kind) {
  CreateRelation create = {.relation = relation(*statement.relation, kind),
                           .if_not_exists = statement.if_not_exists,
                           .copies = {}};
  create.relation.partition = statement.partbound != nullptr;
  create.relation.columns_known = statement.ofTypename == nullptr;
  for (const auto* parent : each<RangeVar>(statement.inhRelations)) {
    create.copies.push_back(
        {.how = create.relation.partition ? Copied::How::partition : Copied::How::inherits,
         .from = range_name(parent)});
  }
  add_elements(statement.tableElts, create);
  add(std::move(create));
}

void ChangeReader::create_from_query(const IntoClause* into, RelationKind kind,
                                     bool if_not_exists) {
  if (into == nullptr || into->rel == nullptr) return;
  CreateRelation create = {
      .relation = relation(*into->rel, kind), .if_not_exists = if_not_exists, .copies = {}};
  create.relation.columns_known = false;
  add(std::move(create));
}

void ChangeReader::create_as(const CreateTableAsStmt& statement) {
  const bool is_view = statement.objtype == OBJECT_MATVIEW;
  create_from_query(statement.into, is_view ? RelationKind::materialized_view : RelationKind::table,
                    statement.if_not_exists);
}

void ChangeReader::create_view(const ViewStmt& statement) {
  CreateRelation create = {.relation = relation(*statement.view, RelationKind::view),
                           .or_replace = statement.replace,
                           .copies = {}};
  create.relation.columns_known = false;
  add(std::move(create));
}

void ChangeReader::create_index(const IndexStmt& statement) {
  if (statement.idxname == nullptr) return;
  const Name table = name_of(*statement.relation);
  add_object(ObjectKind::index,
             {.schema = table.schema, .name = std::string(view(statement.idxname))}, table);
}

void ChangeReader::create_schema(const CreateSchemaStmt& statement) {
  if (statement.schemaname != nullptr) {
    add_object(ObjectKind::schema, {.schema = {}, .name = std::string(view(statement.schemaname))});
  }
  for (const Node* element : each(statement.schemaElts)) read(*element);
}

void ChangeReader::define(const DefineStmt& statement) {
  if (statement.kind == OBJECT_TYPE) {
    add_object(ObjectKind::base_type, name_of(statement.defnames));
  } else if (statement.kind == OBJECT_AGGREGATE) {
    add_object(ObjectKind::aggregate, name_of(statement.defnames));
  }
}

void ChangeReader::alter_table(const AlterTableStmt& statement) {
  if (statement.relation == nullptr || statement.objtype == OBJECT_TYPE) return;
  const Name relation = name_of(*statement.relation);
  for (const auto* command : each<AlterTableCmd>(statement.cmds)) {
    if (command != nullptr) alter_table(relation, *command);
  }
}

void ChangeReader::add_column(const Name& relation, const AlterTableCmd& command) {
  const auto* definition = as<ColumnDef>(command.def);
  if (definition == nullptr) return;
  ColumnDefinition read = definitions_.column(*definition);
  add(AddColumn{
      .relation = relation, .column = std::move(read.column), .if_not_exists = command.missing_ok});
  for (Constraint& constraint : read.constraints) {
    add(AddConstraint{.relation = relation, .constraint = std::move(constraint)});
  }
}

void ChangeReader::alter_type(const Name& relation, const AlterTableCmd& command) {
  const auto* definition = as<ColumnDef>(command.def);
  if (definition == nullptr || definition->typeName == nullptr) return;
  add(AlterColumn{.relation = relation,
                  .column = std::string(view(command.name)),
                  .type = type_of(*definition->typeName),
                  .place = definitions_.place(definition->typeName->location, Extent::type)});
}

void ChangeReader::alter_table(const Name& relation, const AlterTableCmd& command) {
  const std::string name(view(command.name));
  switch (command.subtype) {
    case AT_AddColumn:
      return add_column(relation, command);
    case AT_DropColumn:
      return add(DropColumn{.relation = relation, .column = name});
    case AT_AlterColumnType:
      return alter_type(relation, command);
    case AT_SetNotNull:
      return add(
          AlterColumn{.relation = relation, .column = name, .not_null = Answer::yes, .place = {}});
    case AT_DropNotNull:
      return add(
          AlterColumn{.relation = relation, .column = name, .not_null = Answer::no, .place = {}});
    case AT_ColumnDefault:
      if (command.def == nullptr) break;
      return add(AlterColumn{.relation = relation,
                             .column = name,
                             .place = {},
                             .set_default = definitions_.expression(*command.def)});
    case AT_DropExpression:
      return add(
          AlterColumn{.relation = relation, .column = name, .place = {}, .drop_default = true});
    case AT_AddConstraint:
      if (const auto* written = as<::Constraint>(command.def)) {
        auto constraint = definitions_.constraint(*written, {});
        if (constraint) {
          add(AddConstraint{.relation = relation, .constraint = std::move(*constraint)});
        }
      }
      return;
    case AT_DropConstraint:
      return add(DropConstraint{.relation = relation, .name = name});
    default:  // leaves columns and constraints as they are
      return;
  }
  add(AlterColumn{.relation = relation, .column = name, .place = {}, .drop_default = true});
}

void ChangeReader::drop_of_table(ObjectKind kind, const List& path) {
  const auto parts = each(&path);
  if (parts.size() < 2) return;
  Name table = {.schema = {}, .name = std::string(string_value(parts[parts.size() - 2]))};
  if (parts.size() > 2) table.schema = string_value(parts[parts.size() - 3]);
  add(DropObject{.kind = kind,
                 .name = {.schema = {}, .name = std::string(string_value(parts.back()))},
                 .table = std::move(table)});
}

Name object_name(const Node* object) {
  if (const auto* list = as<List>(object)) return name_of(list);
  if (const auto* routine = as<ObjectWithArgs>(object)) return name_of(routine->objname);
  if (const auto* type = as<TypeName>(object)) return name_of(type->names);
  return {.schema = {}, .name = std::string(string_value(object))};
}

/// The kinds of objects that stand alone and are dropped and renamed by their name.
std::optional<ObjectKind> lone_kind(ObjectType type) {
  switch (type) {
    case OBJECT_INDEX:
      return ObjectKind::index;
    case OBJECT_SEQUENCE:
      return ObjectKind::sequence;
    case OBJECT_TYPE:
      return ObjectKind::base_type;
    case OBJECT_DOMAIN:
      return ObjectKind::domain;
    case OBJECT_FUNCTION:
    case OBJECT_ROUTINE:
      return ObjectKind::function;
    case OBJECT_PROCEDURE:
      return ObjectKind::procedure;
    case OBJECT_AGGREGATE:
      return ObjectKind::aggregate;
    case OBJECT_EXTENSION:
      return ObjectKind::extension;
    default:  // of a table, or nothing that the catalog keeps
      return std::nullopt;
  }
}

/// The kinds of objects that belong to a table.
std::optional<ObjectKind> table_kind(ObjectType type) {
  switch (type) {
    case OBJECT_TRIGGER:
      return ObjectKind::trigger;
    case OBJECT_POLICY:
      return ObjectKind::policy;
    case OBJECT_RULE:
      return ObjectKind::rule;
    default:  // stands alone
      return std::nullopt;
  }
}

bool is_relation(ObjectType type) {
  return type == OBJECT_TABLE || type == OBJECT_VIEW || type == OBJECT_MATVIEW ||
         type == OBJECT_FOREIGN_TABLE;
}

void ChangeReader::drop(const DropStmt& statement) {
  DropRelations relations;
  for (const Node* object : each(statement.objects)) {
    if (is_relation(statement.removeType)) {
      relations.names.push_back(object_name(object));
    } else if (statement.removeType == OBJECT_SCHEMA) {
      add(DropSchema{std::string(string_value(object))});
    } else if (const auto kind = table_kind(statement.removeType)) {
      if (const auto* path = as<List>(object)) drop_of_table(*kind, *path);
    } else if (const auto lone = lone_kind(statement.removeType)) {
      add(DropObject{.kind = *lone, .name = object_name(object)});
    }
  }
  if (!relations.names.empty()) add(std::move(relations));
}

void ChangeReader::rename_object(const RenameStmt& statement) {
  const std::string to(view(statement.newname));
  if (const auto kind = table_kind(statement.renameType)) {
    return add(RenameObject{.kind = *kind,
                            .name = {.schema = {}, .name = std::string(view(statement.subname))},
                            .table = range_name(statement.relation),
                            .to = to});
  }
  const auto kind = lone_kind(statement.renameType);
  if (!kind) return;
  const bool has_relation = statement.relation != nullptr;
  add(RenameObject{
      .kind = *kind,
      .name = has_relation ? name_of(*statement.relation) : object_name(statement.object),
      .to = to});
}

void ChangeReader::rename(const RenameStmt& statement) {
  const std::string to(view(statement.newname));
  const std::string part(view(statement.subname));
  const Name relation = range_name(statement.relation);
  switch (statement.renameType) {
    case OBJECT_TABLE:
    case OBJECT_VIEW:
    case OBJECT_MATVIEW:
    case OBJECT_FOREIGN_TABLE:
      return add(RenameRelation{.name = relation, .to = to});
    case OBJECT_COLUMN:
      return add(RenameColumn{.relation = relation, .name = part, .to = to});
    case OBJECT_TABCONSTRAINT:
      return add(RenameConstraint{.relation = relation, .name = part, .to = to});
    case OBJECT_SCHEMA:
      return add(
          RenameObject{.kind = ObjectKind::schema, .name = {.schema = {}, .name = part}, .to = to});
    default:  // what stands alone or belongs to a table
      return rename_object(statement);
  }
}

void ChangeReader::move(const AlterObjectSchemaStmt& statement) {
  if (!is_relation(statement.objectType) || statement.relation == nullptr) return;
  add(MoveRelation{.name = name_of(*statement.relation),
                   .schema = std::string(view(statement.newschema))});
}

void ChangeReader::comment(const CommentStmt& statement) {
  const auto* path = as<List>(statement.object);
  if (path == nullptr) return;
  const std::string text(view(statement.comment));
  if (is_relation(statement.objtype)) {
    return add(Comment{.relation = name_of(path), .column = {}, .text = text});
  }
  if (statement.objtype != OBJECT_COLUMN) return;
  const auto parts = each(path);
  if (parts.size() < 2) return;
  Name relation = {.schema = {}, .name = std::string(string_value(parts[parts.size() - 2]))};
  if (parts.size() > 2) relation.schema = string_value(parts[parts.size() - 3]);
  add(Comment{.relation = std::move(relation),
              .column = std::string(string_value(parts.back())),
              .text = text});
}

void ChangeReader::set(const VariableSetStmt& statement) {
  if (statement.kind == VAR_RESET_ALL) return add(SetSearchPath{});
  if (view(statement.name) != "search_path") return;
  SetSearchPath path;
  for (const auto* value : each<A_Const>(statement.args)) {
    if (value == nullptr || value->isnull || value->val.node.type != T_String) continue;
    path.schemas.emplace_back(view(value->val.sval.sval));
  }
  add(std::move(path));
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

void ChangeReader::step(const TransactionStmt& statement) {
  const auto kind = step_kind(statement.kind);
  if (!kind) return;
  add(TransactionStep{.kind = *kind, .savepoint = std::string(view(statement.savepoint_name))});
  if (statement.chain) add(TransactionStep{.kind = TransactionStep::Kind::begin, .savepoint = {}});
}

template <class T>
const T& typed(const Node& tree) {
  return *as<T>(&tree);
}

void ChangeReader::read(const Node& tree) {
  switch (tree.type) {
    case T_CreateStmt:
      return create_table(typed<CreateStmt>(tree), RelationKind::table);
    case T_CreateForeignTableStmt:
      return create_table(typed<CreateForeignTableStmt>(tree).base, RelationKind::foreign_table);
    case T_SelectStmt:
      return create_from_query(typed<SelectStmt>(tree).intoClause, RelationKind::table, false);
    case T_CreateTableAsStmt:
      return create_as(typed<CreateTableAsStmt>(tree));
    case T_ViewStmt:
      return create_view(typed<ViewStmt>(tree));
    case T_IndexStmt:
      return create_index(typed<IndexStmt>(tree));
    case T_CreateSchemaStmt:
      return create_schema(typed<CreateSchemaStmt>(tree));
    case T_CreateSeqStmt:
      return add_object(ObjectKind::sequence, name_of(*typed<CreateSeqStmt>(tree).sequence));
    case T_CreateEnumStmt:
      return add_object(ObjectKind::enum_type, name_of(typed<CreateEnumStmt>(tree).typeName));
    case T_CompositeTypeStmt:
      return add_object(ObjectKind::composite_type,
                        name_of(*typed<CompositeTypeStmt>(tree).typevar));
    case T_CreateRangeStmt:
      return add_object(ObjectKind::range_type, name_of(typed<CreateRangeStmt>(tree).typeName));
    case T_CreateDomainStmt:
      return add_object(ObjectKind::domain, name_of(typed<CreateDomainStmt>(tree).domainname));
    case T_DefineStmt:
      return define(typed<DefineStmt>(tree));
    case T_CreateFunctionStmt: {
      const auto& routine = typed<CreateFunctionStmt>(tree);
      return add_object(routine.is_procedure ? ObjectKind::procedure : ObjectKind::function,
                        name_of(routine.funcname));
    }
    case T_CreateTrigStmt: {
      const auto& trigger = typed<CreateTrigStmt>(tree);
      return add_object(ObjectKind::trigger,
                        {.schema = {}, .name = std::string(view(trigger.trigname))},
                        range_name(trigger.relation));
    }
    case T_CreatePolicyStmt: {
      const auto& policy = typed<CreatePolicyStmt>(tree);
      return add_object(ObjectKind::policy,
                        {.schema = {}, .name = std::string(view(policy.policy_name))},
                        range_name(policy.table));
    }
    case T_RuleStmt: {
      const auto& rule = typed<RuleStmt>(tree);
      return add_object(ObjectKind::rule, {.schema = {}, .name = std::string(view(rule.rulename))},
                        range_name(rule.relation));
    }
    case T_CreateRoleStmt:
      return add_object(
          ObjectKind::role,
          {.schema = {}, .name = std::string(view(typed<CreateRoleStmt>(tree).role))});
    case T_CreatedbStmt:
      return add_object(
          ObjectKind::database,
          {.schema = {}, .name = std::string(view(typed<CreatedbStmt>(tree).dbname))});
    case T_AlterTableStmt:
      return alter_table(typed<AlterTableStmt>(tree));
    case T_DropStmt:
      return drop(typed<DropStmt>(tree));
    case T_RenameStmt:
      return rename(typed<RenameStmt>(tree));
    case T_AlterObjectSchemaStmt:
      return move(typed<AlterObjectSchemaStmt>(tree));
    case T_CommentStmt:
      return comment(typed<CommentStmt>(tree));
    case T_VariableSetStmt:
      return set(typed<VariableSetStmt>(tree));
    case T_TransactionStmt:
      return step(typed<TransactionStmt>(tree));
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
  ChangeReader(source, changes).read(*source.statement.tree);
  return changes;
}

}  // namespace pglint::catalog
