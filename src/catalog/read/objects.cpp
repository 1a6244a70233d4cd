// DROP, RENAME, SET SCHEMA and COMMENT, which have the same form for all kinds of objects.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/read/reader.h"

namespace pglint::catalog {

using parse::as;
using parse::each;
using parse::string_value;
using parse::view;

namespace {

Name object_name(const Node* object) {
  if (const auto* list = as<List>(object)) return name_of(list);
  if (const auto* routine = as<ObjectWithArgs>(object)) return name_of(routine->objname);
  if (const auto* type = as<TypeName>(object)) return name_of(type->names);
  return {.schema = {}, .name = std::string(string_value(object))};
}

std::optional<std::vector<Type>> object_arguments(const Node* object) {
  const auto* routine = as<ObjectWithArgs>(object);
  return routine == nullptr ? std::nullopt : arguments_of(*routine);
}

/// Objects that do not belong to a table and are dropped and renamed by their name.
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
    case OBJECT_SCHEMA:
      return ObjectKind::schema;
    case OBJECT_ROLE:
      return ObjectKind::role;
    case OBJECT_DATABASE:
      return ObjectKind::database;
    default:  // belongs to a table, or is not in the catalog
      return std::nullopt;
  }
}

/// Objects that belong to a table.
std::optional<ObjectKind> table_kind(ObjectType type) {
  switch (type) {
    case OBJECT_TRIGGER:
      return ObjectKind::trigger;
    case OBJECT_POLICY:
      return ObjectKind::policy;
    case OBJECT_RULE:
      return ObjectKind::rule;
    default:  // does not belong to a table
      return std::nullopt;
  }
}

bool is_relation(ObjectType type) {
  return type == OBJECT_TABLE || type == OBJECT_VIEW || type == OBJECT_MATVIEW ||
         type == OBJECT_FOREIGN_TABLE;
}

Name last_part(const List& path) {
  return {.schema = {}, .name = std::string(string_value(each(&path).back()))};
}

void rename_object(Reader& reader, const RenameStmt& statement) {
  const std::string to(view(statement.newname));
  if (const auto kind = table_kind(statement.renameType)) {
    return reader.add(
        RenameObject{.kind = *kind,
                     .name = {.schema = {}, .name = std::string(view(statement.subname))},
                     .table = range_name(statement.relation),
                     .to = to});
  }
  const auto kind = lone_kind(statement.renameType);
  if (!kind) return;
  const bool has_relation = statement.relation != nullptr;
  reader.add(RenameObject{
      .kind = *kind,
      .name = has_relation ? name_of(*statement.relation) : object_name(statement.object),
      .to = to,
      .arguments = object_arguments(statement.object)});
}

void comment_on_table(Reader& reader, const CommentStmt& statement, const List& path) {
  const std::string text(view(statement.comment));
  if (is_relation(statement.objtype)) {
    return reader.add(Comment{.relation = name_of(&path), .column = {}, .text = text});
  }
  if (each(&path).size() < 2) return;
  Comment comment = {.relation = table_of(path), .column = {}, .text = text};
  if (statement.objtype == OBJECT_COLUMN) {
    comment.column = last_part(path).name;
  } else if (statement.objtype == OBJECT_TABCONSTRAINT) {
    comment.constraint = last_part(path).name;
  } else if (const auto kind = table_kind(statement.objtype)) {
    return reader.add(CommentObject{
        .kind = *kind, .name = last_part(path), .table = table_of(path), .text = text});
  } else {
    return;
  }
  reader.add(std::move(comment));
}

}  // namespace

Name table_of(const List& path) {
  const auto parts = each(&path);
  Name table;
  if (parts.size() > 1) table.name = string_value(parts[parts.size() - 2]);
  if (parts.size() > 2) table.schema = string_value(parts[parts.size() - 3]);
  return table;
}

std::optional<std::vector<Type>> arguments_of(const ObjectWithArgs& routine) {
  if (routine.args_unspecified) return std::nullopt;
  std::vector<Type> types;
  if (routine.objfuncargs != nullptr) {
    for (const auto* parameter : each<FunctionParameter>(routine.objfuncargs)) {
      const bool in = parameter != nullptr && parameter->argType != nullptr &&
                      parameter->mode != FUNC_PARAM_OUT && parameter->mode != FUNC_PARAM_TABLE;
      if (in) types.push_back(type_of(*parameter->argType));
    }
    return types;
  }
  for (const auto* type : each<TypeName>(routine.objargs)) {
    if (type != nullptr) types.push_back(type_of(*type));
  }
  return types;
}

void read_drop(Reader& reader, const DropStmt& statement) {
  const bool cascade = statement.behavior == DROP_CASCADE;
  // PostgreSQL rejects this.
  if (statement.concurrent && (cascade || each(statement.objects).size() > 1)) return;
  DropRelations relations = {.names = {}, .cascade = cascade};
  for (const Node* object : each(statement.objects)) {
    if (is_relation(statement.removeType)) {
      relations.names.push_back(object_name(object));
    } else if (statement.removeType == OBJECT_SCHEMA) {
      reader.add(DropSchema{.name = std::string(string_value(object)), .cascade = cascade});
    } else if (const auto kind = table_kind(statement.removeType)) {
      const auto* path = as<List>(object);
      if (path == nullptr || each(path).size() < 2) continue;
      reader.add(DropObject{.kind = *kind, .name = last_part(*path), .table = table_of(*path)});
    } else if (const auto lone = lone_kind(statement.removeType)) {
      reader.add(DropObject{.kind = *lone,
                            .name = object_name(object),
                            .cascade = cascade,
                            .concurrently = statement.concurrent,
                            .arguments = object_arguments(object)});
    }
  }
  if (!relations.names.empty()) reader.add(std::move(relations));
}

void read_rename(Reader& reader, const RenameStmt& statement) {
  const std::string to(view(statement.newname));
  const std::string part(view(statement.subname));
  const Name relation = range_name(statement.relation);
  switch (statement.renameType) {
    case OBJECT_TABLE:
    case OBJECT_VIEW:
    case OBJECT_MATVIEW:
    case OBJECT_FOREIGN_TABLE:
      return reader.add(RenameRelation{.name = relation, .to = to});
    case OBJECT_ATTRIBUTE:
      return reader.add(AlterAttribute{.type = relation, .name = part, .to = to});
    case OBJECT_COLUMN:
      return reader.add(RenameColumn{.relation = relation, .name = part, .to = to});
    case OBJECT_TABCONSTRAINT:
      return reader.add(RenameConstraint{.relation = relation, .name = part, .to = to});
    case OBJECT_DOMCONSTRAINT:
      return reader.add(
          AlterDomain{.domain = object_name(statement.object), .rename = part, .to = to});
    case OBJECT_SCHEMA:
    case OBJECT_ROLE:
    case OBJECT_DATABASE: {
      const auto kind = lone_kind(statement.renameType);
      return reader.add(
          RenameObject{.kind = *kind, .name = {.schema = {}, .name = part}, .to = to});
    }
    default:  // see `lone_kind` and `table_kind`
      return rename_object(reader, statement);
  }
}

void read_move(Reader& reader, const AlterObjectSchemaStmt& statement) {
  std::string schema(view(statement.newschema));
  if (is_relation(statement.objectType) && statement.relation != nullptr) {
    return reader.add(
        MoveRelation{.name = name_of(*statement.relation), .schema = std::move(schema)});
  }
  const auto kind = lone_kind(statement.objectType);
  if (!kind) return;
  const bool has_relation = statement.relation != nullptr;
  reader.add(MoveObject{
      .kind = *kind,
      .name = has_relation ? name_of(*statement.relation) : object_name(statement.object),
      .schema = std::move(schema),
      .arguments = object_arguments(statement.object)});
}

void read_comment(Reader& reader, const CommentStmt& statement) {
  if (const auto kind = lone_kind(statement.objtype)) {
    return reader.add(CommentObject{.kind = *kind,
                                    .name = object_name(statement.object),
                                    .arguments = object_arguments(statement.object),
                                    .text = std::string(view(statement.comment))});
  }
  if (const auto* path = as<List>(statement.object)) comment_on_table(reader, statement, *path);
}

}  // namespace pglint::catalog
