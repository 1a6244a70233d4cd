// ALTER TABLE and similar statements. Like PostgreSQL, sorts the commands of a statement.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/read/query_reader.h"
#include "catalog/read/reader.h"

#include "parse/meaning/type_name.h"
#include "text/ascii.h"

namespace pglint::catalog {

using parse::as;
using parse::each;
using parse::view;

namespace {

/// The table of a statement.
struct Target {
  Name relation;
  bool only = false;
};

/// The order in which PostgreSQL runs commands: smaller numbers first.
int pass_of(const AlterTableCmd& command) {
  enum Pass : int { drop, alter_type, add_column, column_traits, add_index, add_other, rest };
  switch (command.subtype) {
    case AT_DropColumn:
    case AT_DropConstraint:
    case AT_DropNotNull:
    case AT_DropExpression:
    case AT_DropIdentity:
      return drop;
    case AT_AlterColumnType:
      return alter_type;
    case AT_AddColumn:
      return add_column;
    case AT_SetNotNull:
    case AT_SetIdentity:
      return column_traits;
    case AT_ColumnDefault:
      return command.def == nullptr ? drop : add_other;
    case AT_AddIdentity:
      return add_other;
    case AT_AddConstraint: {
      const auto* constraint = as<::Constraint>(command.def);
      if (constraint == nullptr || constraint->contype == CONSTR_NOTNULL) return column_traits;
      const bool keyed = constraint->contype == CONSTR_PRIMARY ||
                         constraint->contype == CONSTR_UNIQUE ||
                         constraint->contype == CONSTR_EXCLUSION;
      return keyed ? add_index : add_other;
    }
    default:  // in the order of the statement
      return rest;
  }
}

void add_column(Reader& reader, const Target& target, const AlterTableCmd& command) {
  const auto* definition = as<ColumnDef>(command.def);
  if (definition == nullptr) return;
  ColumnDefinition read = reader.definitions().column(*definition);
  reader.add(AddColumn{.relation = target.relation,
                       .column = std::move(read.column),
                       .if_not_exists = command.missing_ok,
                       .sequence = std::move(read.sequence)});
  for (Constraint& constraint : read.constraints) {
    constraint.validated = constraint.enforced;
    reader.add(AddConstraint{.relation = target.relation, .constraint = std::move(constraint)});
  }
}

void add_constraint(Reader& reader, const Target& target, const AlterTableCmd& command) {
  const auto* written = as<::Constraint>(command.def);
  auto constraint = written == nullptr ? std::optional<Constraint>()
                                       : reader.definitions().constraint(*written, {});
  if (!constraint) return;
  reader.add(AddConstraint{
      .relation = target.relation, .constraint = std::move(*constraint), .only = target.only});
}

/// True for built-in types that have no collation, so that PostgreSQL rejects COLLATE.
bool is_without_collation(const TypeName& type) {
  constexpr std::array<std::string_view, 16> names = {
      "bool",  "bytea", "date",    "float4", "float8", "int2", "int4",      "int8",
      "jsonb", "json",  "numeric", "time",   "timetz", "uuid", "timestamp", "timestamptz"};
  return text::is_one_of(parse::builtin_type(type), names);
}

void alter_type(Reader& reader, AlterColumn alter, const AlterTableCmd& command) {
  const auto* definition = as<ColumnDef>(command.def);
  if (definition == nullptr || definition->typeName == nullptr) return;
  if (definition->collClause != nullptr && is_without_collation(*definition->typeName)) return;
  alter.type = type_of(*definition->typeName);
  if (definition->collClause != nullptr) {
    alter.collation = name_of(definition->collClause->collname).shown();
  }
  alter.place = reader.definitions().place(definition->typeName->location, Extent::type);
  reader.add(std::move(alter));
}

void add_identity(Reader& reader, AlterColumn alter, const AlterTableCmd& command) {
  const auto* written = as<::Constraint>(command.def);
  if (written == nullptr) return;
  ColumnDefinition definition = {.column = {.name = alter.column, .type = {}, .place = {}}};
  reader.definitions().set_identity(*written, definition);
  alter.add_identity = std::move(definition.sequence);
  alter.set_identity = definition.column.identity_kind;
  reader.add(std::move(alter));
}

void set_identity(Reader& reader, AlterColumn alter, const AlterTableCmd& command) {
  for (const auto* option : each<DefElem>(as<List>(command.def))) {
    if (option == nullptr || view(option->defname) != "generated") continue;
    const auto* value = as<Integer>(option->arg);
    const bool always = value != nullptr && value->ival == 'a';
    alter.set_identity = always ? Identity::always : Identity::by_default;
  }
  if (alter.set_identity) reader.add(std::move(alter));
}

void alter_constraint(Reader& reader, const Target& target, const AlterTableCmd& command) {
#if PG_VERSION_NUM >= 180000
  const auto* written = as<ATAlterConstraint>(command.def);
  if (written == nullptr) return;
  AlterConstraint alter = {.relation = target.relation,
                           .name = std::string(view(written->conname))};
  if (written->alterEnforceability) alter.enforced = written->is_enforced;
  if (written->alterDeferrability) alter.deferrable = written->deferrable;
  if (written->alterInheritability) alter.no_inherit = written->noinherit;
#else
  const auto* written = as<::Constraint>(command.def);
  if (written == nullptr) return;
  AlterConstraint alter = {.relation = target.relation,
                           .name = std::string(view(written->conname)),
                           .deferrable = written->deferrable};
#endif
  alter.initially_deferred = written->initdeferred;
  reader.add(std::move(alter));
}

void alter_parent(Reader& reader, const Target& target, const AlterTableCmd& command) {
  const bool attach = command.subtype == AT_AddInherit || command.subtype == AT_AttachPartition;
  if (const auto* partition = as<PartitionCmd>(command.def)) {
    return reader.add(AlterParent{
        .relation = range_name(partition->name),
        .parent = target.relation,
        .attach = attach,
        .partition = true,
        .is_default = attach && partition->bound != nullptr && partition->bound->is_default});
  }
  const auto* parent = as<RangeVar>(command.def);
  if (parent == nullptr) return;
  reader.add(
      AlterParent{.relation = target.relation, .parent = name_of(*parent), .attach = attach});
}

/// Commands about properties of the whole table.
void alter_traits(Reader& reader, const Target& target, const AlterTableCmd& command) {
  AlterTraits alter = {.relation = target.relation};
  switch (command.subtype) {
    case AT_SetLogged:
    case AT_SetUnLogged:
      alter.unlogged = command.subtype == AT_SetUnLogged;
      break;
    case AT_EnableRowSecurity:
    case AT_DisableRowSecurity:
      alter.row_security = command.subtype == AT_EnableRowSecurity;
      break;
    case AT_ForceRowSecurity:
    case AT_NoForceRowSecurity:
      alter.force_row_security = command.subtype == AT_ForceRowSecurity;
      break;
    case AT_AddOf:
      if (const auto* type = as<TypeName>(command.def)) alter.of_type = name_of(type->names);
      break;
    case AT_DropOf:
      alter.of_type = Name();
      break;
    default:  // nothing that the catalog has
      return;
  }
  reader.add(std::move(alter));
}

/// Commands about one existing column.
void alter_column(Reader& reader, const Target& target, const AlterTableCmd& command) {
  AlterColumn alter = {.relation = target.relation,
                       .column = std::string(view(command.name)),
                       .place = {},
                       .only = target.only};
  switch (command.subtype) {
    case AT_AlterColumnType:
      return alter_type(reader, std::move(alter), command);
    case AT_AddIdentity:
      return add_identity(reader, std::move(alter), command);
    case AT_SetIdentity:
      return set_identity(reader, std::move(alter), command);
    case AT_SetNotNull:
      alter.not_null = Answer::yes;
      break;
    case AT_DropNotNull:
      alter.not_null = Answer::no;
      break;
    case AT_SetExpression:
      if (command.def == nullptr) return;
      alter.set_default = reader.definitions().expression(*command.def);
      alter.mentioned = mentioned_columns(command.def);
      break;
    case AT_ColumnDefault:
      alter.drop_default = command.def == nullptr || is_null(*command.def);
      if (alter.drop_default) break;
      alter.set_default = reader.definitions().expression(*command.def);
      alter.default_place = reader.definitions().place_of(*command.def);
      break;
    case AT_DropIdentity:
      alter.set_identity = Identity::none;
      break;
    default:  // DROP EXPRESSION
      alter.drop_default = true;
  }
  reader.add(std::move(alter));
}

void read_command(Reader& reader, const Target& target, const AlterTableCmd& command) {
  const std::string name(view(command.name));
  const bool cascade = command.behavior == DROP_CASCADE;
  switch (command.subtype) {
    case AT_AddColumn:
      return add_column(reader, target, command);
    case AT_DropColumn:
      return reader.add(DropColumn{
          .relation = target.relation, .column = name, .cascade = cascade, .only = target.only});
    case AT_AlterColumnType:
    case AT_AddIdentity:
    case AT_SetIdentity:
    case AT_DropIdentity:
    case AT_SetNotNull:
    case AT_DropNotNull:
    case AT_ColumnDefault:
    case AT_SetExpression:
    case AT_DropExpression:
      return alter_column(reader, target, command);
    case AT_AddConstraint:
      return add_constraint(reader, target, command);
    case AT_AlterConstraint:
      return alter_constraint(reader, target, command);
    case AT_ValidateConstraint:
      return reader.add(
          AlterConstraint{.relation = target.relation, .name = name, .validated = true});
    case AT_DropConstraint:
      return reader.add(DropConstraint{
          .relation = target.relation, .name = name, .cascade = cascade, .only = target.only});
    case AT_AttachPartition:
    case AT_DetachPartition:
    case AT_AddInherit:
    case AT_DropInherit:
      return alter_parent(reader, target, command);
    default:
      return alter_traits(reader, target, command);
  }
}

}  // namespace

void read_alter_table(Reader& reader, const AlterTableStmt& statement) {
  if (statement.relation == nullptr) return;
  const Name relation = name_of(*statement.relation);
  std::vector<const AlterTableCmd*> commands;
  for (const auto* command : each<AlterTableCmd>(statement.cmds)) {
    if (command != nullptr) commands.push_back(command);
  }
  if (statement.objtype == OBJECT_INDEX) {
    for (const AlterTableCmd* command : commands) {
      const auto* part = as<PartitionCmd>(command->def);
      if (command->subtype != AT_AttachPartition || part == nullptr) continue;
      reader.add(AttachIndex{.index = relation, .part = range_name(part->name)});
    }
    return;
  }
  std::ranges::stable_sort(commands, {},
                           [](const AlterTableCmd* command) { return pass_of(*command); });
  const Target target = {.relation = relation, .only = !statement.relation->inh};
  for (const AlterTableCmd* command : commands) read_command(reader, target, *command);
}

void read_alter_composite(Reader& reader, const AlterTableStmt& statement) {
  if (statement.relation == nullptr) return;
  for (const auto* command : each<AlterTableCmd>(statement.cmds)) {
    if (command == nullptr) continue;
    AlterAttribute alter = {.type = name_of(*statement.relation),
                            .name = std::string(view(command->name))};
    const auto* definition = as<ColumnDef>(command->def);
    if (definition != nullptr && definition->typeName != nullptr) {
      alter.set_type = type_of(*definition->typeName);
      alter.place = reader.definitions().place_of(*definition->typeName);
    }
    alter.add = command->subtype == AT_AddColumn;
    if (alter.add && definition != nullptr) alter.name = view(definition->colname);
    alter.drop = command->subtype == AT_DropColumn;
    reader.add(std::move(alter));
  }
}

}  // namespace pglint::catalog
