// Enums, domains, composite types, and what depends on them.
#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

#include "catalog/apply/applier.h"

namespace pglint::catalog {
namespace {

struct ExtensionType {
  std::string_view extension;
  std::string_view type;
};
/// The types of common extensions.
constexpr std::array<ExtensionType, 21> extension_types = {{{"citext", "citext"},
                                                            {"cube", "cube"},
                                                            {"hstore", "hstore"},
                                                            {"isn", "ean13"},
                                                            {"isn", "isbn"},
                                                            {"isn", "isbn13"},
                                                            {"isn", "issn"},
                                                            {"isn", "upc"},
                                                            {"lo", "lo"},
                                                            {"ltree", "lquery"},
                                                            {"ltree", "ltree"},
                                                            {"ltree", "ltxtquery"},
                                                            {"postgis", "box2d"},
                                                            {"postgis", "box3d"},
                                                            {"postgis", "geography"},
                                                            {"postgis", "geometry"},
                                                            {"postgis_raster", "raster"},
                                                            {"seg", "seg"},
                                                            {"vector", "halfvec"},
                                                            {"vector", "sparsevec"},
                                                            {"vector", "vector"}}};

bool is(const Type& type, const Name& name) {
  return type.schema == name.schema && type.name == name.name;
}

void rename(Type& type, const Name& from, const Name& to) {
  if (!is(type, from)) return;
  type.schema = to.schema;
  type.name = to.name;
}

/// Whether an object depends on a type.
bool uses(const Object& object, const Name& type) {
  if (const auto* routine = object.as<Routine>()) {
    return is(routine->returns, type) ||
           std::ranges::any_of(routine->arguments,
                               [&](const Argument& argument) { return is(argument.type, type); });
  }
  if (const auto* range = object.as<RangeType>()) return is(range->subtype, type);
  const auto* domain = object.as<Domain>();
  return domain != nullptr && is(domain->base, type);
}

/// The same, or an attribute has the type: then only the attribute is dropped with it.
bool mentions(const Object& object, const Name& type) {
  const auto* composite = object.as<CompositeType>();
  if (composite == nullptr) return uses(object, type);
  return std::ranges::any_of(composite->attributes,
                             [&](const Attribute& attribute) { return is(attribute.type, type); });
}

}  // namespace

void Applier::name_domain_constraints(Object& object) const {
  auto* domain = object.as<Domain>();
  if (domain == nullptr) return;
  auto& constraints = domain->constraints;
  const auto is_taken = [&](const std::string& name) {
    return store_.is_constraint({object.name.schema, name}) ||
           constraints.find(name) != constraints.end();
  };
  std::array<std::size_t, 2> numbers = {};  // of CHECK and of NOT NULL
  for (auto constraint = constraints.begin(); constraint != constraints.end(); ++constraint) {
    if (!constraint->name.empty()) continue;
    const std::string_view label = constraint->not_null ? "not_null" : "check";
    constraints.rename(constraint, free_name({.table = object.name.name, .label = label}, is_taken,
                                             numbers.at(constraint->not_null ? 1 : 0)));
  }
}

void Applier::add_extension_types(const Object& extension) {
  const std::string schema =
      extension.name.schema.empty() ? store_.creation_schema() : extension.name.schema;
  for (const ExtensionType& known : extension_types) {
    if (known.extension != extension.name.name) continue;
    store_.put_object({.kind = ObjectKind::base_type,
                       .name = {.schema = schema, .name = std::string(known.type)},
                       .place = extension.place,
                       .certain = extension.certain,
                       .implicit = true,
                       .extension = extension.name.name});
  }
}

bool Applier::operator()(const AlterEnum& alter) {
  const Object* found = store_.find_type(alter.type);
  if (found == nullptr || found->as<EnumType>() == nullptr) return true;
  Object* object = store_.edit_object(Store::key_of(*found));
  object->changed = statement_;
  Parts<EnumValue>& values = object->as<EnumType>()->values;
  if (!alter.old_value.empty()) {
    const auto renamed = values.find(alter.old_value);
    if (!conditional_ && renamed != values.end()) values.rename(renamed, alter.value);
    return true;
  }
  if (values.find(alter.value) != values.end()) return true;
  auto at = values.end();
  if (!alter.neighbor.empty()) {
    at = values.find(alter.neighbor);
    if (at == values.end()) return conditional_;
    if (!alter.before) ++at;
  }
  values.insert(at, {.name = alter.value});
  if (conditional_) object->certain = false;
  return true;
}

bool Applier::add_domain_constraint(Object& object, DomainConstraint constraint) {
  Domain& domain = *object.as<Domain>();
  object.changed = statement_;
  domain.not_null = domain.not_null || constraint.not_null;
  const bool has =
      constraint.not_null && std::ranges::any_of(domain.constraints, &DomainConstraint::not_null);
  if (has) return true;
  if (domain.constraints.size() >= most_parts) {
    store_.note_limit(statement_);
    object.certain = false;
    return true;
  }
  const std::string& schema = object.name.schema;
  if (constraint.name.empty()) {
    constraint.name = store_.free_name(
        schema, {.table = object.name.name, .label = constraint.not_null ? "not_null" : "check"},
        [&](const std::string& name) {
          return store_.is_constraint({schema, name});
        });
  }
  store_.take_constraint_name({.schema = schema, .name = constraint.name});
  domain.constraints.push_back(std::move(constraint));
  return true;
}

bool Applier::operator()(const AlterDomain& alter) {
  const Object* found = store_.find_type(alter.domain);
  if (found == nullptr || found->as<Domain>() == nullptr || conditional_) return true;
  Object& object = *store_.edit_object(Store::key_of(*found));
  if (alter.add) return add_domain_constraint(object, *alter.add);
  object.changed = statement_;
  auto& domain = *object.as<Domain>();
  auto& constraints = domain.constraints;
  const std::string& schema = object.name.schema;
  const auto drop = [&](const auto& dropped) {
    if (dropped == constraints.end()) return;
    if (dropped->not_null) domain.not_null = false;
    store_.release_constraint_name({schema, dropped->name});
    constraints.erase(dropped);
  };
  if (alter.set_default) domain.default_expression = alter.set_default;
  if (alter.drop_default) domain.default_expression.reset();
  if (alter.not_null && *alter.not_null) add_domain_constraint(object, {.not_null = true});
  if (alter.not_null && !*alter.not_null) {
    domain.not_null = false;
    drop(std::ranges::find_if(constraints, &DomainConstraint::not_null));
  }
  const auto named = [&](std::string_view name) {
    return name.empty() ? constraints.end() : constraints.find(name);
  };
  drop(named(alter.drop));
  if (const auto valid = named(alter.validate); valid != constraints.end()) {
    constraints.edit(valid).validated = true;
  }
  if (const auto renamed = named(alter.rename); renamed != constraints.end()) {
    store_.release_constraint_name({schema, renamed->name});
    store_.take_constraint_name({.schema = schema, .name = alter.to});
    constraints.rename(renamed, alter.to);
  }
  return true;
}

bool Applier::operator()(const AlterAttribute& alter) {
  const Object* found = store_.find_type(alter.type);
  if (found == nullptr || found->as<CompositeType>() == nullptr || conditional_) return true;
  Object* object = store_.edit_object(Store::key_of(*found));
  object->changed = statement_;
  auto& attributes = object->as<CompositeType>()->attributes;
  const auto attribute = attributes.find(alter.name);
  Type type = alter.set_type.value_or(Type());
  resolve(type);
  if (alter.add && attributes.size() >= most_columns) return true;  // fails
  if (alter.add) {
    attributes.push_back({.name = alter.name, .type = type, .type_place = alter.place});
  } else if (attribute == attributes.end()) {
    return true;
  } else if (alter.drop) {
    attributes.erase(attribute);
  } else if (alter.set_type) {
    attributes.edit(attribute).type = type;
    attributes.edit(attribute).type_place = alter.place;
  } else if (!alter.to.empty()) {
    attributes.rename(attribute, alter.to);
  }
  store_.note_type(*object, type);
  const Name name = object->name;
  for (const Name& dependent : NameSet(store_.dependents(name))) {
    const Relation* table = store_.relation(dependent);
    if (table == nullptr || table->of_type != name) continue;
    if (alter.add) {
      add_column(dependent,
                 {.relation = dependent,
                  .column = {.name = alter.name, .type = type, .place = statement_}},
                 false);
    } else if (alter.drop) {
      drop_column(dependent, {.relation = dependent, .column = alter.name});
    } else if (alter.set_type) {
      alter_column(dependent, {.relation = dependent, .column = alter.name, .type = type});
    } else {
      rename_column(dependent, {.relation = dependent, .name = alter.name, .to = alter.to});
    }
  }
  return true;
}

void Applier::rename_type(const Name& from, const Name& to) {
  update_references(from, to);
  for (const Store::ObjectKey& key : store_.type_users(from)) {
    const Object* found = store_.object(key);
    if (found == nullptr || !mentions(*found, from)) continue;
    Object object = *found;
    store_.erase_object(key);
    if (auto* routine = object.as<Routine>()) {
      rename(routine->returns, from, to);
      for (Argument& argument : routine->arguments) rename(argument.type, from, to);
    } else if (auto* domain = object.as<Domain>()) {
      rename(domain->base, from, to);
    } else if (auto* range = object.as<RangeType>()) {
      rename(range->subtype, from, to);
    } else if (auto* composite = object.as<CompositeType>()) {
      composite->attributes.edit_if(
          [&](const Attribute& attribute) { return is(attribute.type, from); },
          [&](Attribute& attribute) { rename(attribute.type, from, to); });
    }
    store_.put_object(std::move(object));
  }
}

void Applier::drop_uses_of_type(const Name& type) {
  const Follow follow(*this, type);
  if (follow.is_too_far()) return;
  for (const Name& dependent : NameSet(store_.dependents(type))) {
    const Relation* relation = store_.relation(dependent);
    if (relation == nullptr) continue;
    if (relation->of_type == type) {
      drop_relation(dependent, true);
      continue;
    }
    std::vector<std::string> columns;
    for (const Column& column : relation->columns) {
      if (is(column.type, type)) columns.push_back(column.name);
    }
    for (const std::string& column : columns) {
      if (store_.relation(dependent) == nullptr) break;
      const bool table = store_.relation(dependent)->kind == RelationKind::table ||
                         store_.relation(dependent)->kind == RelationKind::foreign_table;
      if (table) {
        drop_column(dependent, {.relation = dependent, .column = column, .cascade = true});
      } else {
        drop_relation(dependent, true);
      }
    }
  }
  for (const Store::ObjectKey& key : store_.type_users(type)) {
    const Object* found = store_.object(key);
    if (found == nullptr || !uses(*found, type)) continue;
    const Object object = *found;
    store_.erase_object(key);
    if (object.as<Routine>() == nullptr) drop_uses_of_type(object.name);
  }
}

}  // namespace pglint::catalog
