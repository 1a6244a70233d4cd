#include "locks/locked_objects.h"

#include <algorithm>
#include <set>
#include <utility>

#include "locks/related.h"

namespace pglint::locks {
namespace {

using catalog::Constraint;
using catalog::ConstraintKind;
using catalog::Relation;
using Names = std::vector<catalog::Name>;

Names names_of_all(const std::vector<const Relation*>& relations) {
  Names names;
  for (const Relation* relation : relations) names.push_back(relation->name);
  return names;
}

/// The names that a lock's target means.
class Namer {
 public:
  Namer(const LockRow& row, const Situation& situation, const Effects& effects)
      : row_(row),
        operation_(situation.operation),
        catalog_(situation.catalog),
        relation_(effects.relation) {}

  [[nodiscard]] Names names_of(Target target) const {
    switch (target) {
      case Target::table:
      case Target::view:
        return table();
      case Target::parent:
        return parent();
      case Target::partition:
        return partition();
      case Target::partitions:
        return partitions();
      case Target::referenced:
        return referenced();
      case Target::referencing:
        return referencing();
      case Target::type_users:
        return users();
      case Target::default_partition:
        return default_partition();
      case Target::none:
      case Target::index:
      case Target::indexes:
      case Target::sources:
        return {};
    }
    return {};
  }

 private:
  [[nodiscard]] bool drops_partition() const {
    return row_.form == Form::drop_partition || row_.form == Form::drop_partition_default;
  }

  [[nodiscard]] Names table() const {
    if (relation_ != nullptr) return {relation_->name};
    const bool is_unknown = is_about_index(operation_.form) || operation_.object.name.empty();
    return is_unknown ? Names{} : Names{operation_.object};
  }

  [[nodiscard]] Names others() const {
    Names names;
    for (const catalog::Name& name : operation_.others) {
      names.push_back(known_name(catalog_, name));
    }
    return names;
  }

  [[nodiscard]] Names parent() const {
    if (drops_partition()) return relation_->parents;
    const bool is_other = row_.form == Form::inherit || row_.form == Form::no_inherit ||
                          row_.form == Form::add_foreign_key_to_partitioned;
    if (is_other) return others();
    return table();
  }

  [[nodiscard]] Names partition() const {
    return drops_partition() ? Names{relation_->name} : others();
  }

  [[nodiscard]] Names partitions() const {
    const bool is_other = row_.form == Form::add_foreign_key_to_partitioned;
    const Relation* of = is_other ? catalog_.find_relation(operation_.others.front()) : relation_;
    return of == nullptr ? Names{} : names_of_all(partitions_of(catalog_, *of));
  }

  [[nodiscard]] Names default_partition() const {
    const Relation* of = relation_;
    if (drops_partition()) {
      of = relation_->parents.empty() ? nullptr : catalog_.find_relation(relation_->parents[0]);
    }
    const Relation* found = default_partition_of(catalog_, of);
    return found == nullptr ? Names{} : Names{found->name};
  }

  /// Whether the operation is about the foreign key or a column of it.
  [[nodiscard]] bool is_meant(const Constraint& key) const {
    switch (operation_.form) {
      case Form::drop_table:
        return true;
      case Form::drop_column:
      case Form::type_change_rewrite:
        return std::ranges::count(key.columns, operation_.part) > 0;
      default:
        return key.name == operation_.part;
    }
  }

  [[nodiscard]] Names referenced() const {
    const bool attaches = operation_.form == Form::attach_partition;
    Names names = attaches ? Names{} : others();
    if (!names.empty() || relation_ == nullptr) return names;
    for (const Constraint& constraint : relation_->constraints) {
      if (constraint.kind != ConstraintKind::foreign_key) continue;
      if (attaches || is_meant(constraint)) {
        names.push_back(known_name(catalog_, constraint.referenced));
      }
    }
    return names;
  }

  /// TRUNCATE … CASCADE goes on from table to table.
  [[nodiscard]] Names emptied() const {
    Names names;
    std::set<catalog::Name, catalog::ByName> seen = {relation_->name};
    std::vector<const Relation*> pending = {relation_};
    while (!pending.empty() && names.size() < most_related) {
      const Relation* table = pending.back();
      pending.pop_back();
      for (const Reference& reference : references_to(catalog_, *table)) {
        if (!seen.insert(reference.from->name).second) continue;
        names.push_back(reference.from->name);
        pending.push_back(reference.from);
      }
    }
    return names;
  }

  [[nodiscard]] Names referencing() const {
    if (relation_ == nullptr) return {};
    switch (row_.form) {
      case Form::truncate_cascade:
        return emptied();
      case Form::type_change_of_key:
        return tables_of(references_to(catalog_, *relation_, operation_.part));
      case Form::drop_referenced_key: {
        const Constraint* key = relation_->find_constraint(operation_.part);
        return key == nullptr ? Names{} : tables_of(references_to_key(catalog_, *relation_, *key));
      }
      case Form::drop_referenced_table:
        return tables_of(references_to(catalog_, *relation_));
      default:
        return {};
    }
  }

  [[nodiscard]] Names users() const {
    switch (operation_.form) {
      case Form::drop_sequence_cascade:
        return names_of_all(users_of_sequence(catalog_, operation_.object));
      case Form::drop_function_cascade:
        return names_of_all(users_of_function(catalog_, operation_.object));
      default:
        return users_with_domains();
    }
  }

  /// Of a type and of the domains over it, each table once.
  [[nodiscard]] Names users_with_domains() const {
    Names names;
    catalog::NameSet known;
    for (const catalog::Name& type : domains_over(catalog_, operation_.object)) {
      for (catalog::Name& name : names_of_all(users_of_type(catalog_, type))) {
        if (known.insert(name).second) names.push_back(std::move(name));
      }
    }
    return names;
  }

  const LockRow& row_;
  const Operation& operation_;
  const catalog::Catalog& catalog_;
  const Relation* relation_;
};

}  // namespace

bool is_about_index(Form form) {
  switch (form) {
    case Form::drop_index:
    case Form::drop_index_concurrently:
    case Form::reindex_index:
    case Form::rename_index:
    case Form::index_options:
    case Form::index_tablespace:
    case Form::attach_index:
      return true;
    default:
      return false;
  }
}

bool is_about_type(Form form) {
  switch (form) {
    case Form::domain_add_constraint:
    case Form::domain_set_not_null:
    case Form::domain_validate:
    case Form::domain_add_not_valid:
    case Form::drop_type_cascade:
    case Form::drop_sequence_cascade:
    case Form::drop_function_cascade:
      return true;
    default:
      return false;
  }
}

std::vector<LockedObject> locks_of(const LockRow& row, const Situation& situation,
                                   const Effects& effects) {
  const Namer namer(row, situation, effects);
  std::vector<LockedObject> found;
  for (const LockOn& lock : row.locks) {
    const Mode mode =
        lock.target == Target::table ? situation.operation.mode.value_or(lock.mode) : lock.mode;
    for (catalog::Name& name : namer.names_of(lock.target)) {
      const Relation* relation = situation.catalog.find_relation(name);
      found.push_back({.target = lock.target,
                       .name = std::move(name),
                       .mode = mode,
                       .age = situation.session.age_of(relation)});
    }
  }
  return found;
}

}  // namespace pglint::locks
