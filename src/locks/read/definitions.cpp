// CREATE TABLE and CREATE INDEX, what drops and renames, types and domains.
#include <string>
#include <utility>

#include "locks/read/reader.h"

namespace pglint::locks {

using parse::as;
using parse::each;
using parse::string_value;
using parse::view;

namespace {

/// `RELPERSISTENCE_TEMP` of pg_class.h, which cannot be included.
constexpr char temporary = 't';

catalog::Name dropped_name(const Node* object) {
  if (const auto* path = as<List>(object)) return catalog::name_of(path);
  if (const auto* type = as<TypeName>(object)) return catalog::name_of(type->names);
  if (const auto* routine = as<ObjectWithArgs>(object)) return catalog::name_of(routine->objname);
  return {.schema = {}, .name = std::string(string_value(object))};
}

std::optional<Form> dropping_form(ObjectType type) {
  switch (type) {
    case OBJECT_TABLE:
    case OBJECT_FOREIGN_TABLE:
      return Form::drop_table;
    case OBJECT_VIEW:
    case OBJECT_MATVIEW:
      return Form::drop_view;
    case OBJECT_TYPE:
    case OBJECT_DOMAIN:
      return Form::drop_type_cascade;
    case OBJECT_SCHEMA:
      return Form::drop_schema;
    case OBJECT_SEQUENCE:
      return Form::drop_sequence_cascade;
    case OBJECT_FUNCTION:
    case OBJECT_PROCEDURE:
    case OBJECT_ROUTINE:
      return Form::drop_function_cascade;
    case OBJECT_TRIGGER:
      return Form::drop_trigger;
    case OBJECT_POLICY:
      return Form::policy;
    case OBJECT_RULE:
      return Form::rule;
    default:
      return std::nullopt;
  }
}

void read_drop_index(Reader& reader, const DropStmt& statement) {
  if (statement.concurrent) reader.refuse_in_block("DROP INDEX CONCURRENTLY");
  for (const Node* object : each(statement.objects)) {
    const catalog::Name name = dropped_name(object);
    reader.add({.form = statement.concurrent ? Form::drop_index_concurrently : Form::drop_index,
                .object = name,
                .place = reader.search(),
                .place_name = name.name,
                .if_exists = statement.missing_ok,
                .cascade = statement.behavior == DROP_CASCADE});
  }
}

/// The table of a trigger, policy or rule: the path without its last part.
Operation drop_of_part(const DropStmt& statement, const Node* object, Form form) {
  const auto names = parse::strings(as<List>(object));
  Operation operation = {.form = form, .if_exists = statement.missing_ok};
  if (names.empty()) return operation;
  operation.part = names.back();
  if (names.size() >= 2) operation.object.name = names[names.size() - 2];
  if (names.size() >= 3) operation.object.schema = names[names.size() - 3];
  return operation;
}

void read_references(Reader& reader, const CreateStmt& statement) {
  Operation operation = {.form = Form::create_table_references,
                         .object = catalog::name_of(*statement.relation),
                         .if_exists = statement.if_not_exists};
  const auto add = [&](const Constraint* constraint) {
    if (constraint == nullptr || constraint->contype != CONSTR_FOREIGN) return;
    if (constraint->pktable != nullptr) {
      operation.others.push_back(catalog::name_of(*constraint->pktable));
    }
  };
  for (const Node* element : each(statement.tableElts)) {
    if (const auto* column = as<ColumnDef>(element)) {
      for (const auto* constraint : each<Constraint>(column->constraints)) add(constraint);
    }
    add(as<Constraint>(element));
  }
  for (const auto* constraint : each<Constraint>(statement.constraints)) add(constraint);
  const bool is_plain = operation.others.empty() && reader.statement().operations.empty();
  if (is_plain) operation.form = Form::create_table;
  if (is_plain || !operation.others.empty()) reader.add(std::move(operation));
}

}  // namespace

void read_index(Reader& reader, const IndexStmt& statement) {
  if (statement.relation == nullptr) return;
  if (statement.concurrent) reader.refuse_in_block("CREATE INDEX CONCURRENTLY");
  Operation operation = {
      .form = statement.concurrent ? Form::create_index_concurrently : Form::create_index,
      .object = catalog::name_of(*statement.relation),
      .part = std::string(view(statement.idxname)),
      .if_exists = statement.if_not_exists,
      .only = !statement.relation->inh};
  catalog::Index index = {.name = operation.part, .place = reader.whole()};
  if (statement.accessMethod != nullptr) index.method = view(statement.accessMethod);
  for (const auto* key : each<IndexElem>(statement.indexParams)) {
    if (key != nullptr) index.keys.push_back(reader.definitions().index_key(*key));
  }
  index.unique = statement.unique;
  index.nulls_not_distinct = statement.nulls_not_distinct;
  if (statement.whereClause != nullptr) {
    index.predicate = reader.definitions().expression(*statement.whereClause);
  }
  operation.index = std::move(index);
  reader.add(std::move(operation));
}

void read_reindex(Reader& reader, const ReindexStmt& statement) {
  const bool is_concurrent = has_option(statement.params, "concurrently");
  const bool is_of_all =
      statement.kind != REINDEX_OBJECT_INDEX && statement.kind != REINDEX_OBJECT_TABLE;
  if (is_concurrent) reader.refuse_in_block("REINDEX CONCURRENTLY");
  if (is_of_all && !is_concurrent) {
    reader.refuse_in_block(statement.kind == REINDEX_OBJECT_SCHEMA     ? "REINDEX SCHEMA"
                           : statement.kind == REINDEX_OBJECT_DATABASE ? "REINDEX DATABASE"
                                                                       : "REINDEX SYSTEM");
  }
  Operation operation = {.form = Form::reindex_schema};
  if (statement.kind == REINDEX_OBJECT_INDEX) operation.form = Form::reindex_index;
  if (statement.kind == REINDEX_OBJECT_TABLE) operation.form = Form::reindex_table;
  if (is_concurrent) operation.form = Form::reindex_concurrently;
  if (statement.relation != nullptr) operation.object = catalog::name_of(*statement.relation);
  operation.part = view(statement.name);
  if (statement.kind == REINDEX_OBJECT_SYSTEM) operation.to = "system";
  if (statement.kind == REINDEX_OBJECT_DATABASE) operation.to = "database";
  for (const auto* option : each<DefElem>(statement.params)) {
    const bool moves = option != nullptr && view(option->defname) == "tablespace";
    if (moves) operation.to = "tablespace";
  }
  reader.add(std::move(operation));
}

void read_drop(Reader& reader, const DropStmt& statement) {
  if (statement.removeType == OBJECT_INDEX) return read_drop_index(reader, statement);
  if (statement.removeType == OBJECT_PUBLICATION) return read_drop_publication(reader, statement);
  const auto form = dropping_form(statement.removeType);
  if (!form) return;
  // Without CASCADE, what tables use is not dropped.
  const bool is_of_use =
      *form == Form::drop_sequence_cascade || *form == Form::drop_function_cascade;
  if (is_of_use && statement.behavior != DROP_CASCADE) return;
  for (const Node* object : each(statement.objects)) {
    const bool is_part =
        *form == Form::drop_trigger || *form == Form::policy || *form == Form::rule;
    if (is_part) {
      reader.add(drop_of_part(statement, object, *form));
      continue;
    }
    const catalog::Name name = dropped_name(object);
    reader.add({.form = *form,
                .object = name,
                .place = reader.search(),
                .place_name = name.name,
                .if_exists = statement.missing_ok,
                .cascade = statement.behavior == DROP_CASCADE});
  }
}

void read_create_table(Reader& reader, const CreateStmt& statement) {
  if (statement.relation == nullptr) return;
  if (statement.relation->relpersistence == temporary) {
    reader.statement().makes_temporary = view(statement.relation->relname);
    return;
  }
  if (statement.partbound != nullptr) {
    const auto* parent = as<RangeVar>(each(statement.inhRelations)[0]);
    if (parent == nullptr) return;
    reader.add({.form = Form::create_partition,
                .object = catalog::name_of(*parent),
                .part = std::string(view(statement.relation->relname)),
                .others = {catalog::name_of(*statement.relation)},
                .if_exists = statement.if_not_exists});
  } else if (statement.inhRelations != nullptr) {
    for (const auto* parent : each<RangeVar>(statement.inhRelations)) {
      if (parent == nullptr) continue;
      reader.add({.form = Form::create_table_inherits,
                  .object = catalog::name_of(*parent),
                  .part = std::string(view(statement.relation->relname))});
    }
  }
  read_references(reader, statement);
}

void read_create_as(Reader& reader, const CreateTableAsStmt& statement) {
  if (statement.into == nullptr || statement.into->rel == nullptr) return;
  const bool is_view = statement.objtype == OBJECT_MATVIEW;
  reader.add({.form = is_view ? Form::create_materialized_view : Form::create_table_as,
              .object = catalog::name_of(*statement.into->rel),
              .if_exists = statement.if_not_exists,
              .has_rows = !statement.into->skipData,
              .copies_rows = true});
}

void read_rename(Reader& reader, const RenameStmt& statement) {
  std::optional<Form> form;
  switch (statement.renameType) {
    case OBJECT_COLUMN:
      form = Form::rename_column;
      break;
    case OBJECT_TABLE:
    case OBJECT_VIEW:
    case OBJECT_MATVIEW:
      form = Form::rename_table;
      break;
    case OBJECT_TABCONSTRAINT:
      form = Form::rename_constraint;
      break;
    case OBJECT_INDEX:
      form = Form::rename_index;
      break;
    case OBJECT_PUBLICATION:
      reader.statement().publications.push_back(
          {.kind = PublicationChange::Kind::rename,
           .publication = std::string(string_value(statement.object)),
           .to = std::string(view(statement.newname))});
      return;
    case OBJECT_SCHEMA:
      reader.add({.form = Form::rename_schema,
                  .part = std::string(view(statement.subname)),
                  .to = std::string(view(statement.newname))});
      return;
    default:
      return;
  }
  if (statement.relation == nullptr) return;
  const bool is_of_table =
      statement.renameType != OBJECT_COLUMN || statement.relationType == OBJECT_TABLE;
  if (!is_of_table) return;
  reader.add({.form = *form,
              .object = catalog::name_of(*statement.relation),
              .part = std::string(view(statement.subname)),
              .to = std::string(view(statement.newname)),
              .if_exists = statement.missing_ok});
}

void read_alter_domain(Reader& reader, const AlterDomainStmt& statement) {
  Operation operation = {.form = Form::domain_add_constraint,
                         .object = catalog::name_of(statement.typeName),
                         .part = std::string(view(statement.name))};
  switch (statement.subtype) {
    case 'C': {
      const auto* constraint = as<Constraint>(statement.def);
      if (constraint == nullptr) return;
      operation.part = view(constraint->conname);
      if (constraint->skip_validation) operation.form = Form::domain_add_not_valid;
      break;
    }
    case 'O':
      operation.form = Form::domain_set_not_null;
      break;
    case 'V':
      operation.form = Form::domain_validate;
      break;
    default:
      return;  // no lock
  }
  reader.add(std::move(operation));
}

void read_alter_enum(Reader& reader, const AlterEnumStmt& statement) {
  const bool renames = statement.oldVal != nullptr;
  const bool is_refused = !renames && reader.source().pg_version < 12;
  if (is_refused) reader.refuse_in_block("ALTER TYPE … ADD VALUE");
  reader.add({.form = renames ? Form::rename_enum_value : Form::add_enum_value,
              .object = catalog::name_of(statement.typeName),
              .part = std::string(view(renames ? statement.oldVal : statement.newVal)),
              .to = std::string(view(renames ? statement.newVal : nullptr)),
              .if_exists = statement.skipIfNewValExists});
}

}  // namespace pglint::locks
