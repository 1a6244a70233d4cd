// ALTER TABLE and ALTER INDEX: an operation for each command.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "locks/bound_proof.h"
#include "locks/read/reader.h"
#include "locks/volatility.h"
#include "parse/meaning/literal.h"

namespace pglint::locks {

using parse::as;
using parse::each;
using parse::view;

namespace {

/// A command and the statement around it.
struct Command {
  Reader& reader;
  const AlterTableStmt& statement;
  const AlterTableCmd& command;

  /// At the command.
  [[nodiscard]] Operation of(Form form) const {
    const text::Range extent = reader.source().command_extent(command, statement);
    catalog::Place place = reader.whole();
    place.at = extent.begin;
    place.extent = catalog::Extent::element;
    return {.form = form,
            .object = catalog::name_of(*statement.relation),
            .place = place,
            .part = std::string(view(command.name)),
            .if_exists = command.missing_ok,
            .only = !statement.relation->inh,
            .cascade = command.behavior == DROP_CASCADE};
  }
};

/// What decides the cost of a new column: its value, else its type.
catalog::Place value_place(const Reader& reader, const ColumnDef& definition) {
  for (const auto* constraint : each<Constraint>(definition.constraints)) {
    if (constraint == nullptr) continue;
    const bool is_value = constraint->contype == CONSTR_DEFAULT ||
                          constraint->contype == CONSTR_GENERATED ||
                          constraint->contype == CONSTR_IDENTITY;
    if (is_value) return reader.definitions().place(constraint->location, catalog::Extent::clause);
  }
  const int at = definition.typeName == nullptr ? -1 : definition.typeName->location;
  return reader.definitions().place(at, catalog::Extent::type);
}

NewColumn new_column(const Reader& reader, const ColumnDef& definition) {
  catalog::ColumnDefinition read = reader.definitions().column(definition);
  NewColumn column = {.column = std::move(read.column),
                      .constraints = std::move(read.constraints),
                      .value_place = value_place(reader, definition)};
  for (const auto* constraint : each<Constraint>(definition.constraints)) {
    if (constraint == nullptr) continue;
    const ConstrType type = constraint->contype;
    column.is_not_null = column.is_not_null || type == CONSTR_NOTNULL || type == CONSTR_PRIMARY;
    const bool has_value = type == CONSTR_DEFAULT && constraint->raw_expr != nullptr &&
                           parse::null_literal(constraint->raw_expr) == nullptr;
    if (has_value) {
      column.default_value = volatility_of(*constraint->raw_expr, reader.source().pg_version);
    }
  }
  return column;
}

void read_add_column(const Command& command) {
  const auto* definition = as<ColumnDef>(command.command.def);
  if (definition == nullptr) return;
  Operation operation = command.of(Form::add_column);
  operation.part = view(definition->colname);
  operation.column = new_column(command.reader, *definition);
  for (const catalog::Constraint& constraint : operation.column->constraints) {
    if (constraint.kind == catalog::ConstraintKind::foreign_key) {
      operation.others.push_back(constraint.referenced);
    }
  }
  command.reader.add(std::move(operation));
}

/// Whether USING is the column itself, or its cast to the new type.
bool is_trivial(const Node* expression, const std::string& column, const catalog::Type& type) {
  if (const auto* cast = as<TypeCast>(expression)) {
    return catalog::type_of(*cast->typeName) == type && is_trivial(cast->arg, column, type);
  }
  const auto* reference = as<ColumnRef>(expression);
  if (reference == nullptr) return false;
  return parse::string_value(each(reference->fields).back()) == column;
}

bool converts_time_zone(const Node* expression) {
  expression = parse::without_casts(expression);
  const auto* call = as<FuncCall>(expression);
  return call != nullptr && parse::string_value(each(call->funcname).back()) == "timezone";
}

void read_alter_type(const Command& command) {
  const auto* definition = as<ColumnDef>(command.command.def);
  if (definition == nullptr || definition->typeName == nullptr) return;
  Operation operation = command.of(Form::type_change_rewrite);
  NewType type = {.type = catalog::type_of(*definition->typeName)};
  if (definition->collClause != nullptr) {
    type.collation = catalog::name_of(definition->collClause->collname).shown();
  }
  if (definition->raw_default != nullptr) {
    type.has_conversion = !is_trivial(definition->raw_default, operation.part, type.type);
    type.converts_time_zone = converts_time_zone(definition->raw_default);
  }
  operation.type = std::move(type);
  command.reader.add(std::move(operation));
}

/// The heaviest form of a constraint that ALTER TABLE adds.
std::optional<Form> form_of(const Constraint& written, const catalog::Constraint& constraint) {
  using Kind = catalog::ConstraintKind;
  const bool is_not_valid = !constraint.validated;
  const bool uses_index = written.indexname != nullptr;
  switch (constraint.kind) {
    case Kind::check:
      if (!constraint.enforced) return Form::add_check_not_enforced;
      return is_not_valid ? Form::add_check_not_valid : Form::add_check;
    case Kind::not_null:
      return is_not_valid ? Form::add_not_null_not_valid : Form::add_not_null;
    case Kind::foreign_key:
      if (!constraint.enforced) return Form::add_foreign_key_not_enforced;
      return is_not_valid ? Form::add_foreign_key_not_valid : Form::add_foreign_key;
    case Kind::unique:
      return uses_index ? Form::unique_using_index : Form::add_unique;
    case Kind::primary_key:
      return uses_index ? Form::primary_key_using_nullable_index : Form::add_primary_key_nullable;
    case Kind::exclusion:
      return Form::add_exclusion;
  }
  return std::nullopt;
}

void read_add_constraint(const Command& command) {
  const auto* written = as<Constraint>(command.command.def);
  if (written == nullptr) return;
  auto constraint = command.reader.definitions().constraint(*written, {});
  if (!constraint) return;
  // As PostgreSQL does: what is not enforced is not validated either.
  const auto form = form_of(*written, *constraint);
  if (!form) return;
  Operation operation = command.of(*form);
  operation.part = constraint->name;
  if (constraint->kind == catalog::ConstraintKind::foreign_key) {
    operation.others = {constraint->referenced};
  }
  operation.constraint = std::move(*constraint);
  command.reader.add(std::move(operation));
}

void read_alter_constraint(const Command& command) {
#if PG_VERSION_NUM >= 180000
  const auto* written = as<ATAlterConstraint>(command.command.def);
  if (written == nullptr) return;
  Form form = Form::alter_constraint;
  if (written->alterEnforceability) {
    form = written->is_enforced ? Form::enforce_foreign_key : Form::unenforce_foreign_key;
  }
  Operation operation = command.of(form);
  operation.part = view(written->conname);
  command.reader.add(std::move(operation));
#else
  command.reader.add(command.of(Form::alter_constraint));
#endif
}

/// MINVALUE and MAXVALUE are columns to the parser.
bool is_infinite(const Node* value) { return as<ColumnRef>(value) != nullptr; }

PartitionBound bound_of(const PartitionBoundSpec& written) {
  PartitionBound bound = {.is_default = written.is_default};
  for (const Node* value : each(written.listdatums)) {
    const auto text = constant_text(value);
    if (!text) return bound;
    bound.values.push_back(*text);
  }
  if (written.lowerdatums == nullptr) {
    bound.is_simple = !bound.values.empty();
    return bound;
  }
  const Node* lower = each(written.lowerdatums)[0];
  const Node* upper = each(written.upperdatums)[0];
  bound.lower = constant_text(lower);
  bound.upper = constant_text(upper);
  bound.is_simple = each(written.lowerdatums).size() == 1 && (bound.lower || is_infinite(lower)) &&
                    (bound.upper || is_infinite(upper));
  return bound;
}

void read_partition(const Command& command, Form form) {
  const auto* partition = as<PartitionCmd>(command.command.def);
  if (partition == nullptr || partition->name == nullptr) return;
  if (form == Form::detach_partition && partition->concurrent) {
    form = Form::detach_partition_concurrently;
    command.reader.refuse_in_block("ALTER TABLE … DETACH PARTITION CONCURRENTLY");
  }
  Operation operation = command.of(form);
  operation.others = {catalog::name_of(*partition->name)};
  if (partition->bound != nullptr) operation.bound = bound_of(*partition->bound);
  command.reader.add(std::move(operation));
}

void read_inherit(const Command& command, Form form) {
  const auto* parent = as<RangeVar>(command.command.def);
  if (parent == nullptr) return;
  Operation operation = command.of(form);
  operation.others = {catalog::name_of(*parent)};
  command.reader.add(std::move(operation));
}

void read_alter_index(const Command& command) {
  switch (command.command.subtype) {
    case AT_SetTableSpace:
      command.reader.add(command.of(Form::index_tablespace));
      return;
    case AT_AttachPartition:
      return read_partition(command, Form::attach_index);
    default:
      command.reader.add(command.of(Form::index_options));
  }
}

/// Forms that need nothing but the command's name.
std::optional<Form> plain_form(AlterTableType type) {
  switch (type) {
    case AT_DropNotNull:
      return Form::drop_not_null;
    case AT_SetNotNull:
      return Form::set_not_null;
    case AT_SetExpression:
      return Form::set_expression;
    case AT_DropExpression:
      return Form::drop_expression;
    case AT_SetStatistics:
      return Form::set_statistics;
    case AT_SetOptions:
    case AT_ResetOptions:
      return Form::column_options;
    case AT_SetStorage:
      return Form::set_storage;
    case AT_SetCompression:
      return Form::set_compression;
    case AT_DropColumn:
      return Form::drop_column;
    case AT_ValidateConstraint:
      return Form::validate_check;
    case AT_DropConstraint:
      return Form::drop_constraint;
    case AT_ChangeOwner:
      return Form::owner;
    case AT_ClusterOn:
    case AT_DropCluster:
      return Form::cluster_on;
    case AT_SetLogged:
      return Form::set_logged;
    case AT_SetUnLogged:
      return Form::set_unlogged;
    case AT_SetAccessMethod:
      return Form::set_access_method;
    case AT_SetTableSpace:
      return Form::set_tablespace;
    case AT_EnableRule:
    case AT_EnableAlwaysRule:
    case AT_EnableReplicaRule:
    case AT_DisableRule:
      return Form::rule;
    case AT_ReplicaIdentity:
      return Form::replica_identity;
    case AT_EnableRowSecurity:
    case AT_DisableRowSecurity:
    case AT_ForceRowSecurity:
    case AT_NoForceRowSecurity:
      return Form::row_security;
    case AT_AddIdentity:
    case AT_SetIdentity:
    case AT_DropIdentity:
      return Form::add_identity;
    default:
      return std::nullopt;
  }
}

/// ENABLE and DISABLE TRIGGER: `part` is the name, `ALL` or `USER`; `to` says which of the two.
void read_trigger(const Command& command, std::string_view part, bool is_enabled) {
  Operation operation = command.of(Form::enable_trigger);
  if (!part.empty()) operation.part = part;
  operation.to = is_enabled ? "enable" : "disable";
  command.reader.add(std::move(operation));
}

/// SET and RESET of options: `to` says whether autovacuum is turned `off`, or `on`; else empty.
void read_options(const Command& command) {
  static constexpr std::string_view option = "autovacuum_enabled";
  Operation operation = command.of(Form::set_options);
  const auto* options = as<List>(command.command.def);
  const auto written = each<DefElem>(options);
  const bool is_it = std::ranges::any_of(written, [](const DefElem* each_option) {
    return each_option != nullptr && each_option->defnamespace == nullptr &&
           view(each_option->defname) == option;
  });
  const bool is_on = command.command.subtype == AT_ResetRelOptions || has_option(options, option);
  if (is_it) operation.to = is_on ? "on" : "off";
  command.reader.add(std::move(operation));
}

void read_alter_command(const Command& command) {
  switch (command.command.subtype) {
    case AT_EnableTrig:
    case AT_EnableAlwaysTrig:
    case AT_EnableReplicaTrig:
      return read_trigger(command, {}, true);
    case AT_EnableTrigAll:
      return read_trigger(command, "ALL", true);
    case AT_EnableTrigUser:
      return read_trigger(command, "USER", true);
    case AT_DisableTrig:
      return read_trigger(command, {}, false);
    case AT_DisableTrigAll:
      return read_trigger(command, "ALL", false);
    case AT_DisableTrigUser:
      return read_trigger(command, "USER", false);
    case AT_SetRelOptions:
    case AT_ResetRelOptions:
      return read_options(command);
    case AT_AddColumn:
      return read_add_column(command);
    case AT_AlterColumnType:
      return read_alter_type(command);
    case AT_AddConstraint:
      return read_add_constraint(command);
    case AT_AlterConstraint:
      return read_alter_constraint(command);
    case AT_AttachPartition:
      return read_partition(command, Form::attach_partition);
    case AT_DetachPartition:
      return read_partition(command, Form::detach_partition);
    case AT_AddInherit:
      return read_inherit(command, Form::inherit);
    case AT_DropInherit:
      return read_inherit(command, Form::no_inherit);
    case AT_ColumnDefault: {
      const bool drops = command.command.def == nullptr;
      command.reader.add(command.of(drops ? Form::drop_default : Form::set_default));
      return;
    }
    default:
      if (const auto form = plain_form(command.command.subtype)) {
        command.reader.add(command.of(*form));
      }
  }
}

}  // namespace

void read_alter_table(Reader& reader, const AlterTableStmt& statement) {
  if (statement.relation == nullptr) return;
  for (const auto* command : each<AlterTableCmd>(statement.cmds)) {
    if (command == nullptr) continue;
    const Command each_command = {.reader = reader, .statement = statement, .command = *command};
    if (statement.objtype == OBJECT_INDEX) read_alter_index(each_command);
    if (statement.objtype == OBJECT_TABLE) read_alter_command(each_command);
  }
}

}  // namespace pglint::locks
