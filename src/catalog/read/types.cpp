// CREATE TYPE, CREATE DOMAIN, and their ALTER statements.
#include <string>
#include <utility>

#include "catalog/read/reader.h"

namespace pglint::catalog {

using parse::as;
using parse::each;
using parse::string_value;
using parse::view;

namespace {

/// The name that PostgreSQL generates for the multirange type of a range type.
std::string multirange_name(std::string name) {
  constexpr std::string_view range = "range";
  constexpr std::string_view multirange = "multirange";
  const std::size_t at = name.find(range);
  if (at == std::string::npos) return name + "_" + std::string(multirange);
  return name.replace(at, range.size(), multirange);
}

DomainConstraint domain_constraint(const Reader& reader, const ::Constraint& written) {
  DomainConstraint constraint = {
      .name = std::string(view(written.conname)),
      .not_null = written.contype == CONSTR_NOTNULL,
      .validated = !written.skip_validation,
      .place = reader.definitions().place(written.location, Extent::element)};
  if (written.raw_expr != nullptr) {
    constraint.expression = reader.definitions().expression(*written.raw_expr);
  }
  return constraint;
}

}  // namespace

void read_create_enum(Reader& reader, const CreateEnumStmt& statement) {
  EnumType type;
  for (const Node* value : each(statement.vals)) {
    type.values.push_back({.name = std::string(string_value(value))});
  }
  reader.add_object(ObjectKind::enum_type, name_of(statement.typeName), std::move(type));
}

void read_alter_enum(Reader& reader, const AlterEnumStmt& statement) {
  reader.add(AlterEnum{.type = name_of(statement.typeName),
                       .old_value = std::string(view(statement.oldVal)),
                       .value = std::string(view(statement.newVal)),
                       .neighbor = std::string(view(statement.newValNeighbor)),
                       .before = !statement.newValIsAfter});
}

void read_create_composite(Reader& reader, const CompositeTypeStmt& statement) {
  CompositeType type;
  for (const auto* definition : each<ColumnDef>(statement.coldeflist)) {
    if (definition == nullptr || definition->typeName == nullptr) continue;
    type.attributes.push_back({.name = std::string(view(definition->colname)),
                               .type = type_of(*definition->typeName),
                               .type_place = reader.definitions().place_of(*definition->typeName)});
  }
  reader.add_object(ObjectKind::composite_type, name_of(*statement.typevar), std::move(type));
}

void read_create_range(Reader& reader, const CreateRangeStmt& statement) {
  const Name name = name_of(statement.typeName);
  RangeType type = {.subtype = {}, .multirange = multirange_name(name.name)};
  for (const auto* option : each<DefElem>(statement.params)) {
    if (option == nullptr) continue;
    const auto written = type_option(*option);
    if (!written) continue;
    if (view(option->defname) == "subtype") type.subtype = *written;
    if (view(option->defname) == "multirange_type_name") type.multirange = written->name;
  }
  reader.add_object(ObjectKind::range_type, name, std::move(type));
}

void read_create_domain(Reader& reader, const CreateDomainStmt& statement) {
  Domain domain = {.base = type_of(*statement.typeName)};
  for (const auto* written : each<::Constraint>(statement.constraints)) {
    if (written == nullptr) continue;
    if (written->contype == CONSTR_DEFAULT && written->raw_expr != nullptr) {
      domain.default_expression = reader.definitions().expression(*written->raw_expr);
    } else if (written->contype == CONSTR_NOTNULL || written->contype == CONSTR_CHECK) {
      domain.constraints.push_back(domain_constraint(reader, *written));
      if (written->contype == CONSTR_NOTNULL) domain.not_null = true;
    }
  }
  reader.add_object(ObjectKind::domain, name_of(statement.domainname), std::move(domain));
}

void read_alter_domain(Reader& reader, const AlterDomainStmt& statement) {
  AlterDomain alter = {.domain = name_of(statement.typeName)};
  switch (statement.subtype) {
    case 'T':
      alter.drop_default = statement.def == nullptr;
      if (!alter.drop_default) alter.set_default = reader.definitions().expression(*statement.def);
      break;
    case 'N':
    case 'O':
      alter.not_null = statement.subtype == 'O';
      break;
    case 'C':
      if (const auto* written = as<::Constraint>(statement.def)) {
        alter.add = domain_constraint(reader, *written);
      }
      break;
    case 'X':
      alter.drop = view(statement.name);
      break;
    case 'V':
      alter.validate = view(statement.name);
      break;
    default:
      return;
  }
  reader.add(std::move(alter));
}

void read_define(Reader& reader, const DefineStmt& statement) {
  if (statement.kind == OBJECT_TYPE) {
    return reader.add_object(ObjectKind::base_type, name_of(statement.defnames));
  }
  if (statement.kind != OBJECT_AGGREGATE) return;
  Routine routine;
  const auto parts = each(statement.args);
  const auto* arguments = parts.empty() ? nullptr : as<List>(parts[0]);
  for (const auto* parameter : each<FunctionParameter>(arguments)) {
    if (parameter == nullptr || parameter->argType == nullptr) continue;
    routine.arguments.push_back(
        {.name = std::string(view(parameter->name)), .type = type_of(*parameter->argType)});
  }
  reader.add_object(ObjectKind::aggregate, name_of(statement.defnames), std::move(routine));
}

}  // namespace pglint::catalog
