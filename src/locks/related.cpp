#include "locks/related.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace pglint::locks {

using catalog::Catalog;
using catalog::Constraint;
using catalog::ConstraintKind;
using catalog::Name;
using catalog::Relation;

std::vector<const Relation*> partitions_of(const Catalog& catalog, const Relation& parent) {
  std::vector<const Relation*> partitions;
  for (const Name& heir : catalog.heirs(parent.name)) {
    const Relation* relation = catalog.find_relation(heir);
    const bool is_it = relation != nullptr && relation->partition &&
                       std::ranges::count(relation->parents, parent.name) > 0;
    if (is_it) partitions.push_back(relation);
  }
  return partitions;
}

const Relation* default_partition_of(const Catalog& catalog, const Relation* parent) {
  return parent == nullptr ? nullptr : catalog.default_partition_of(parent->name);
}

namespace {

/// The foreign keys to the table for which `is_meant` is true.
template <class IsMeant>
std::vector<Reference> references_where(const Catalog& catalog, const Relation& table,
                                        IsMeant&& is_meant) {
  std::vector<Reference> references;
  for (const Name& dependent : catalog.dependents(table.name)) {
    const Relation* other = dependent == table.name ? nullptr : catalog.find_relation(dependent);
    if (other == nullptr) continue;
    for (const Constraint& constraint : other->constraints) {
      const bool is_it = constraint.kind == ConstraintKind::foreign_key &&
                         constraint.referenced == table.name && constraint.certain &&
                         is_meant(constraint);
      if (is_it) references.push_back({.from = other, .key = &constraint});
    }
    if (references.size() >= most_related) break;
  }
  return references;
}

}  // namespace

std::vector<Reference> references_to(const Catalog& catalog, const Relation& table) {
  return references_where(catalog, table, [](const Constraint& /*key*/) { return true; });
}

std::vector<Reference> references_to(const Catalog& catalog, const Relation& table,
                                     const std::string& column) {
  return references_where(catalog, table, [&](const Constraint& key) {
    return std::ranges::count(key.referenced_columns, column) > 0;
  });
}

std::vector<Reference> references_to_key(const Catalog& catalog, const Relation& table,
                                         const Constraint& key) {
  return references_where(catalog, table, [&](const Constraint& reference) {
    return std::ranges::is_permutation(reference.referenced_columns, key.columns);
  });
}

std::vector<const Relation*> views_of(const Catalog& catalog, const Relation& relation) {
  std::vector<const Relation*> views;
  for (const Name& dependent : catalog.dependents(relation.name)) {
    const Relation* view = catalog.find_relation(dependent);
    const bool is_it = view != nullptr && catalog::is_view(view->kind) &&
                       std::ranges::count(view->uses, relation.name) > 0;
    if (is_it) views.push_back(view);
  }
  return views;
}

namespace {

bool is_of(const catalog::Type& used, const Name& type) {
  return used.name == type.name &&
         (type.schema.empty() || used.schema.empty() || used.schema == type.schema);
}

bool has_column_of(const Relation& relation, const Name& type) {
  return std::ranges::any_of(
      relation.columns, [&](const catalog::Column& column) { return is_of(column.type, type); });
}

}  // namespace

std::vector<const Relation*> users_of_type(const Catalog& catalog, const Name& type) {
  return catalog.users_of_type(type.name, most_related, [&](const Relation& relation) {
    return !catalog::is_view(relation.kind) && has_column_of(relation, type);
  });
}

namespace {

/// So many types are looked at for domains over another one.
constexpr std::size_t most_domain_candidates = 1000;

}  // namespace

std::vector<Name> domains_over(const Catalog& catalog, const Name& type) {
  std::vector<Name> found = {type};
  const auto is_over = [&](const catalog::Object& object) {
    const auto* domain = object.as<catalog::Domain>();
    return domain != nullptr && std::ranges::any_of(found, [&](const Name& base) {
             return domain->base.dimensions == 0 && is_of(domain->base, base);
           });
  };
  std::vector<const catalog::Object*> domains;
  std::size_t seen = 0;
  // All types share one space of names, that of the first kind.
  constexpr catalog::ObjectKind space = catalog::ObjectKind::enum_type;
  for (auto entry = catalog.objects().lower_bound(catalog::ObjectKeyView(space, {}, {}, {}));
       entry != catalog.objects().end() && std::get<0>(entry->first) == space &&
       seen < most_domain_candidates;
       ++entry, ++seen) {
    if (entry->second.kind == catalog::ObjectKind::domain) domains.push_back(&entry->second);
  }
  for (std::size_t known = 0; known < found.size();) {
    known = found.size();
    for (const catalog::Object*& domain : domains) {
      if (domain == nullptr || !is_over(*domain)) continue;
      found.push_back(domain->name);
      domain = nullptr;
    }
    if (known == found.size()) break;
  }
  return found;
}

std::vector<const Relation*> users_of_sequence(const Catalog& catalog, const Name& sequence) {
  const catalog::Object* found = nullptr;
  for (const catalog::Object* object : catalog.objects_called(sequence.name)) {
    const bool is_it = object->kind == catalog::ObjectKind::sequence &&
                       (sequence.schema.empty() || object->name.schema == sequence.schema);
    // They are in no certain order.
    if (is_it && (found == nullptr || object->name.schema < found->name.schema)) found = object;
  }
  if (found == nullptr) return {};
  const auto* detail = found->as<catalog::Sequence>();
  const Relation* owner = detail == nullptr || detail->table.name.empty()
                              ? nullptr
                              : catalog.find_relation(detail->table);
  if (owner == nullptr) return {};
  return {owner};
}

std::vector<const Relation*> users_of_function(const Catalog& catalog, const Name& function) {
  std::vector<const Relation*> users;
  for (const Relation* relation : catalog.users_of_function(function.name)) {
    const bool calls = std::ranges::any_of(relation->objects, [&](const catalog::Object& object) {
      const auto* trigger = object.as<catalog::Trigger>();
      return trigger != nullptr && trigger->function.name == function.name &&
             (function.schema.empty() || trigger->function.schema.empty() ||
              trigger->function.schema == function.schema);
    });
    if (calls) users.push_back(relation);
    if (users.size() >= most_related) break;
  }
  return users;
}

std::vector<Name> tables_of(std::span<const Reference> references) {
  std::vector<Name> names;
  for (const Reference& reference : references) {
    // The keys of a table are side by side.
    if (names.empty() || names.back() != reference.from->name) {
      names.push_back(reference.from->name);
    }
  }
  return names;
}

Name known_name(const Catalog& catalog, const Name& name) {
  const Relation* relation = catalog.find_relation(name);
  return relation == nullptr ? name : relation->name;
}

}  // namespace pglint::locks
