// Constraints, with the names, indexes and NOT NULL that PostgreSQL adds to them.
#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "catalog/apply/applier.h"
#include "catalog/key_comparison.h"
#include "catalog/weight.h"

namespace pglint::catalog {
namespace {

/// The column in the generated name of a CHECK: the only one that it mentions, or none.
std::string checked_column(const Relation& relation, const Constraint& constraint) {
  std::vector<std::string> columns;
  std::ranges::copy_if(constraint.mentioned, std::back_inserter(columns),
                       [&](const std::string& column) {
                         return !relation.columns_known || relation.find_column(column) != nullptr;
                       });
  return columns.size() == 1 ? columns.front() : std::string();
}

Index index_of(const Constraint& constraint) {
  Index index = {.name = constraint.name, .place = constraint.place};
  index.unique = constraint.kind != ConstraintKind::exclusion;
  index.primary = constraint.kind == ConstraintKind::primary_key;
  index.exclusion = constraint.kind == ConstraintKind::exclusion || constraint.without_overlaps;
  index.nulls_not_distinct = constraint.nulls_not_distinct;
  index.include = constraint.include;
  index.predicate = constraint.predicate;
  index.keys = constraint.keys;
  for (const std::string& column : constraint.columns) index.keys.push_back({.column = column});
  if (!constraint.method.empty()) index.method = constraint.method;
  if (constraint.without_overlaps) index.method = "gist";
  index.named = constraint.named;
  index.constraint = constraint.name;
  return index;
}

}  // namespace

std::string Applier::constraint_name(const Relation& relation, const Constraint& constraint) const {
  std::string columns = constraint.kind == ConstraintKind::check
                            ? checked_column(relation, constraint)
                            : parse::joined_columns(constraint.columns);
  return store_.free_name(
      relation.name.schema,
      {.table = relation.name.name, .column = columns, .label = label_of(constraint.kind)},
      [&](const std::string& name) {
        return store_.is_constraint({relation.name.schema, name});
      });
}

bool Applier::add_constraint(const Name& name, Constraint constraint, bool only, bool inherited) {
  const Follow follow(*this, name);
  Relation* relation = follow.is_too_far() ? nullptr : store_.edit(name);
  if (relation == nullptr) return true;
  if (depth_ > 1 && inherited && !may_copy(weight_of(constraint))) return true;
  if (constraint.kind != ConstraintKind::not_null && !has_room_for_constraint(*relation)) {
    return true;
  }
  constraint.certain = !conditional_;
  if (!constraint.name.empty() && !inherited && constraint.kind != ConstraintKind::not_null) {
    const Constraint* same = find_constraint(*relation, constraint.name);
    if (same != nullptr && same->rejected) {
      store_.remove_constraint(*relation, constraint.name);
      same = nullptr;
    }
    const bool is_kept =
        same == nullptr || (same->inherited > 0 && constraint.kind == ConstraintKind::check);
    if (!is_kept) return conditional_;
  }
  relation->changed = statement_;
  const bool recurses = !only && !constraint.no_inherit;
  switch (constraint.kind) {
    case ConstraintKind::not_null:
    case ConstraintKind::check: {
      const bool is_check = constraint.kind == ConstraintKind::check;
      const std::vector<Name> children = recurses ? children_of(name) : std::vector<Name>();
      if (children.empty()) {
        return is_check ? add_check(*relation, std::move(constraint), inherited)
                        : add_not_null(*relation, std::move(constraint), inherited);
      }
      const std::size_t before = relation->constraints.size();
      const bool done = is_check ? add_check(*relation, Constraint(constraint), inherited)
                                 : add_not_null(*relation, Constraint(constraint), inherited);
      // If the table already had it, so do its children.
      if (!done || relation->constraints.size() == before) return done;
      if (constraint.name.empty()) {
        const auto same = std::ranges::find_if(relation->constraints, [&](const Constraint& other) {
          return !is_check && other.kind == constraint.kind && other.columns == constraint.columns;
        });
        constraint.name = is_check
                              ? relation->constraints.back().name
                              : (same == relation->constraints.end() ? std::string() : same->name);
      }
      for (const Name& child : children) add_constraint(child, constraint, false, true);
      return true;
    }
    case ConstraintKind::foreign_key:
      return add_foreign_key(*relation, std::move(constraint));
    case ConstraintKind::primary_key:
    case ConstraintKind::unique:
    case ConstraintKind::exclusion:
      return add_key(*relation, std::move(constraint));
  }
  return true;
}

bool Applier::add_not_null(Relation& relation, Constraint&& constraint, bool inherited) {
  if (constraint.columns.empty()) return true;
  Column* column = relation.edit_column(constraint.columns.front());
  if (column == nullptr && relation.columns_known) return false;
  if (column != nullptr) {
    const bool sure = !conditional_ && constraint.validated;
    if (sure) column->not_null = Answer::yes;
    if (!sure && column->not_null != Answer::yes) column->not_null = Answer::unknown;
  }
  const auto same = relation.find_not_null(constraint.columns.front());
  if (same != relation.constraints.end()) {
    Constraint& own = relation.constraints.edit(same);
    if (inherited) ++own.inherited;
    if (!inherited) own.local = true;
    return true;
  }
  const bool taken =
      !constraint.name.empty() && find_constraint(relation, constraint.name) != nullptr;
  if (taken && !inherited) return false;
  if (constraint.name.empty() || taken) constraint.name = constraint_name(relation, constraint);
  constraint.local = !inherited;
  constraint.inherited = inherited ? 1 : 0;
  store_.add_constraint(relation, std::move(constraint));
  return true;
}

void Applier::add_not_null_of_key(const Name& name, const std::vector<std::string>& columns,
                                  const Place& place) {
  for (const std::string& column : columns) {
    const Relation* relation = store_.relation(name);
    if (relation->find_not_null(column) != relation->constraints.end()) continue;
    add_constraint(
        name, {.name = {}, .kind = ConstraintKind::not_null, .columns = {column}, .place = place},
        false);
  }
}

const Constraint* Applier::find_constraint(const Relation& relation,
                                           const std::string& name) const {
  const bool is_used = store_.is_constraint({relation.name.schema, name});
  return is_used ? relation.find_constraint(name) : nullptr;
}

bool Applier::add_check(Relation& relation, Constraint&& constraint, bool inherited) {
  if (constraint.name.empty()) constraint.name = constraint_name(relation, constraint);
  if (find_constraint(relation, constraint.name) != nullptr) {
    Constraint* same = relation.edit_constraint(constraint.name);
    if (inherited) ++same->inherited;
    if (!inherited) same->local = true;
    return true;
  }
  constraint.local = !inherited;
  constraint.inherited = inherited ? 1 : 0;
  store_.add_constraint(relation, std::move(constraint));
  return true;
}

bool Applier::use_index(Relation& relation, Constraint&& constraint) {
  Index* index = relation.edit_index(constraint.index);
  if (index == nullptr) return !relation.certain;
  if (constraint.name.empty()) constraint.name = index->name;
  if (constraint.name != index->name) {
    store_.rename_index(relation, index->name, constraint.name);
    index = relation.edit_index(constraint.name);
  }
  index->constraint = constraint.name;
  index->primary = constraint.kind == ConstraintKind::primary_key;
  constraint.index = constraint.name;
  constraint.columns.clear();
  for (const IndexKey& key : index->keys) constraint.columns.push_back(key.column);
  constraint.include = index->include;
  store_.add_constraint(relation, std::move(constraint));
  return true;
}

bool Applier::add_key(Relation& relation, Constraint&& constraint,
                      const std::string& parent_index) {
  if (!has_room(relation, relation.indexes.size())) return true;
  const bool primary = constraint.kind == ConstraintKind::primary_key;
  if (primary && relation.primary_key() != nullptr) return conditional_;
  for (const std::string& column : constraint.columns) {
    if (relation.columns_known && relation.find_column(column) == nullptr) return conditional_;
  }
  const Name name = relation.name;
  if (primary) {
    std::vector<std::string> columns = constraint.columns;
    const Index* index = constraint.index.empty() || !parent_index.empty()
                             ? nullptr
                             : relation.find_index(constraint.index);
    for (const IndexKey& part : index == nullptr ? std::vector<IndexKey>() : index->keys) {
      columns.push_back(part.column);
    }
    add_not_null_of_key(name, columns, constraint.place);
  }
  if (!constraint.index.empty() && parent_index.empty()) {
    return use_index(relation, std::move(constraint));
  }
  Index index = index_of(constraint);
  index.parent = parent_index;
  index.certain = !conditional_;
  if (index.name.empty()) index.name = index_name(relation, index, label_of(constraint.kind));
  constraint.name = index.name;
  constraint.index = index.name;
  index.constraint = index.name;
  store_.add_constraint(relation, std::move(constraint));
  if (relation.partitioned) {
    store_.add_index(relation, index);
    index_partitions(name, index);
  } else {
    store_.add_index(relation, std::move(index));
  }
  return true;
}

Type Applier::base_type(const Type& type) const {
  constexpr int most_domains = 32;  // they may be cyclic
  Type base = type;
  for (int depth = 0; depth < most_domains; ++depth) {
    if (base.schema.empty() && is_builtin_type(base.name)) break;
    const Object* object = store_.find_type({base.schema, base.name});
    const auto* domain = object == nullptr ? nullptr : object->as<Domain>();
    if (domain == nullptr) break;
    const std::size_t dimensions = base.dimensions + domain->base.dimensions;
    base = domain->base;
    base.dimensions = dimensions;
  }
  return base;
}

bool Applier::is_refused(const Relation& relation, const Relation& target,
                         const Constraint& key) const {
  if (key.referenced_columns.empty()) return false;
  if (key.columns.size() != key.referenced_columns.size()) return true;
  for (std::size_t at = 0; at < key.columns.size(); ++at) {
    const Column* column = relation.find_column(key.columns[at]);
    const Column* referenced = target.find_column(key.referenced_columns[at]);
    const bool is_missing = (column == nullptr && relation.columns_known) ||
                            (referenced == nullptr && target.columns_known);
    if (is_missing) return true;
    if (column == nullptr || referenced == nullptr) continue;
    const bool is_known = column->certain && referenced->certain;
    if (is_known && cannot_refer(base_type(column->type), base_type(referenced->type))) return true;
  }
  return false;
}

namespace {

/// Notes which columns of the constraint lost their foreign keys, and have none.
void note_unlinked(Relation& relation, const Constraint& constraint) {
  for (const std::string& name : constraint.columns) {
    const bool is_linked = std::ranges::any_of(relation.constraints, [&](const Constraint& other) {
      return other.kind == ConstraintKind::foreign_key &&
             std::ranges::count(other.columns, name) > 0;
    });
    Column* column = is_linked ? nullptr : relation.edit_column(name);
    if (column != nullptr) column->unlinked = true;
  }
}

/// The columns have a foreign key again.
void note_linked(Relation& relation, const Constraint& constraint) {
  for (const std::string& name : constraint.columns) {
    const Column* column = relation.find_column(name);
    if (column != nullptr && column->unlinked) relation.edit_column(name)->unlinked = false;
  }
}

}  // namespace

bool Applier::add_foreign_key(Relation& relation, Constraint constraint) {
  const Follow follow(*this, Name(relation.name));
  if (follow.is_too_far() || (constraint.inherited > 0 && !may_copy(weight_of(constraint))))
    return true;
  const Relation* target = store_.find(constraint.referenced);
  if (target != nullptr) {
    constraint.referenced = target->name;
    const Constraint* key = target->primary_key();
    if (constraint.referenced_columns.empty() && key != nullptr) {
      constraint.referenced_columns = key->columns;
    }
    constraint.rejected = constraint.certain && relation.certain && target->certain &&
                          is_refused(relation, *target, constraint);
    if (constraint.rejected) constraint.certain = false;
  }
  const bool taken =
      !constraint.name.empty() && relation.find_constraint(constraint.name) != nullptr;
  if (constraint.name.empty() || taken) constraint.name = constraint_name(relation, constraint);
  const Name name = relation.name;
  note_linked(relation, constraint);
  store_.note_reference(relation, constraint.referenced);
  if (!relation.partitioned) {
    store_.add_constraint(relation, std::move(constraint));
    return true;
  }
  store_.add_constraint(relation, Constraint(constraint));
  constraint.local = false;
  constraint.inherited = 1;
  for (const Name& child : children_of(name)) {
    Relation* partition = store_.edit(child);
    if (partition != nullptr) add_foreign_key(*partition, constraint);
  }
  return true;
}

bool Applier::operator()(const AddConstraint& add) {
  const Relation* relation = store_.find(add.relation);
  if (relation == nullptr) return true;
  return add_constraint(relation->name, add.constraint, add.only);
}

void Applier::drop_foreign_keys_to(const Name& name, const std::vector<std::string>& columns) {
  for (const Name& dependent : NameSet(store_.dependents(name))) {
    const Relation* relation = store_.relation(dependent);
    if (relation == nullptr) continue;
    std::vector<std::string> gone;
    for (const Constraint& constraint : relation->constraints) {
      if (constraint.kind != ConstraintKind::foreign_key || constraint.referenced != name) continue;
      const bool all = columns.empty();
      if (all || constraint.referenced_columns == columns) gone.push_back(constraint.name);
    }
    if (gone.empty()) continue;
    Relation* changed = store_.edit(dependent);
    for (const std::string& constraint : gone) store_.remove_constraint(*changed, constraint);
  }
}

void Applier::drop_constraint(const Name& name, const DropConstraint& drop) {
  const Follow follow(*this, name);
  Relation* relation = follow.is_too_far() ? nullptr : store_.edit(name);
  const Constraint* found = relation == nullptr ? nullptr : relation->find_constraint(drop.name);
  if (found == nullptr) return;
  const Constraint constraint = *found;
  relation->changed = statement_;
  if (constraint.kind == ConstraintKind::not_null && !constraint.columns.empty()) {
    Column* column = relation->edit_column(constraint.columns.front());
    if (column != nullptr) column->not_null = Answer::no;
    store_.note_drop(
        {.kind = DroppedKind::not_null, .relation = name, .columns = constraint.columns},
        {.statement = statement_, .line = line_});
  }
  store_.remove_constraint(*relation, drop.name);
  if (constraint.kind == ConstraintKind::foreign_key) note_unlinked(*relation, constraint);
  const std::string index = constraint.index;
  if (!index.empty()) {
    const auto children = children_of(name);
    for (const Name& child : children) {
      const Relation* partition = store_.relation(child);
      if (partition == nullptr) continue;
      const auto part = std::ranges::find(partition->indexes, index, &Index::parent);
      if (part == partition->indexes.end()) continue;
      drop_constraint(child, {.relation = child, .name = part->constraint});
    }
    remove_index(*relation, index);
  }
  const bool is_key =
      constraint.kind == ConstraintKind::primary_key || constraint.kind == ConstraintKind::unique;
  if (is_key && drop.cascade) drop_foreign_keys_to(name, constraint.columns);
  const bool is_inherited =
      constraint.kind == ConstraintKind::check || constraint.kind == ConstraintKind::not_null ||
      (constraint.kind == ConstraintKind::foreign_key && relation->partitioned);
  if (!is_inherited || constraint.no_inherit) return;
  for (const Name& child : children_of(name)) {
    Relation* heir = store_.edit(child);
    const auto same = std::ranges::find_if(heir->constraints, [&](const Constraint& other) {
      if (other.kind != constraint.kind || other.inherited == 0) return false;
      return constraint.kind == ConstraintKind::not_null ? other.columns == constraint.columns
                                                         : other.name == constraint.name;
    });
    if (same == heir->constraints.end()) continue;
    Constraint& own = heir->constraints.edit(same);
    --own.inherited;
    if (drop.only) own.local = true;
    if (!drop.only && own.inherited == 0 && !own.local) {
      drop_constraint(child, {.relation = child, .name = own.name});
    }
  }
}

bool Applier::operator()(const DropConstraint& drop) {
  const Relation* relation = store_.find(drop.relation);
  if (relation == nullptr) return true;
  const Constraint* constraint = relation->find_constraint(drop.name);
  if (constraint == nullptr) return true;
  if (conditional_) {
    store_.edit(relation->name)->edit_constraint(drop.name)->certain = false;
    return true;
  }
  drop_constraint(relation->name, drop);
  return true;
}

bool Applier::operator()(const AlterConstraint& alter) {
  const Relation* found = store_.find(alter.relation);
  if (found == nullptr || conditional_) return true;
  const Name name = found->name;
  const Follow follow(*this, name);
  if (follow.is_too_far()) return true;
  Relation* relation = store_.edit(name);
  Constraint* constraint = relation->edit_constraint(alter.name);
  if (constraint == nullptr) return true;
  if (alter.deferrable) {
    constraint->deferrable = *alter.deferrable;
    constraint->initially_deferred = alter.initially_deferred;
  }
  if (alter.no_inherit) constraint->no_inherit = *alter.no_inherit;
  if (alter.enforced) {
    constraint->enforced = *alter.enforced;
    constraint->validated = *alter.enforced;
  }
  if (alter.validated) {
    constraint->validated = true;
    if (constraint->kind == ConstraintKind::not_null && !constraint->columns.empty()) {
      Column* column = relation->edit_column(constraint->columns.front());
      if (column != nullptr) column->not_null = Answer::yes;
    }
  }
  if (alter.no_inherit) return true;
  for (const Name& child : children_of(name)) {
    AlterConstraint same = alter;
    same.relation = child;
    (*this)(same);
  }
  return true;
}

bool Applier::operator()(const RenameConstraint& rename) {
  const Relation* found = store_.find(rename.relation);
  if (found == nullptr || conditional_) return true;
  const Constraint* constraint = found->find_constraint(rename.name);
  if (constraint == nullptr) return true;
  if (found->find_constraint(rename.to) != nullptr) return false;
  const Name name = found->name;
  const Follow follow(*this, name);
  if (follow.is_too_far()) return true;
  Relation* relation = store_.edit(name);
  const std::string index = constraint->index;
  const bool inherits =
      constraint->kind == ConstraintKind::check || constraint->kind == ConstraintKind::not_null;
  store_.rename_constraint(*relation, rename.name, rename.to);
  Constraint* renamed = relation->edit_constraint(rename.to);
  renamed->named = true;
  if (!index.empty()) {
    renamed->index = rename.to;
    store_.rename_index(*relation, index, rename.to);
    if (Index* made = relation->edit_index(rename.to)) made->constraint = rename.to;
    for (const Name& child : children_of(name)) {
      Relation* partition = store_.edit(child);
      partition->indexes.edit_if([&](const Index& part) { return part.parent == index; },
                                 [&](Index& part) { part.parent = rename.to; });
    }
  }
  if (!inherits) return true;
  for (const Name& child : children_of(name)) {
    (*this)(RenameConstraint{.relation = child, .name = rename.name, .to = rename.to});
  }
  return true;
}

}  // namespace pglint::catalog
