// DROP, RENAME, SET SCHEMA of relations; parents and other properties of a whole relation.
#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "catalog/apply/applier.h"

namespace pglint::catalog {
namespace {

/// Hand-written schemas inherit or build on views through a handful of levels.
constexpr std::size_t deepest = 200;

}  // namespace

Applier::Follow::Follow(Applier& applier, const Name& name) : applier_(applier) {
  ++applier_.depth_;
  if (applier_.depth_ == 1) return;
  is_too_far_ = applier_.depth_ > deepest || !applier_.store_.may_follow();
  if (!is_too_far_) return;
  applier_.store_.note_limit(applier_.statement_);
  applier_.store_.make_uncertain(name);
}

bool Applier::may_copy(std::size_t weight) {
  if (store_.may_copy(weight)) return true;
  store_.note_limit(statement_);
  return false;
}

bool Applier::has_room(const Relation& relation, std::size_t parts) {
  if (parts < most_parts) return true;
  store_.note_limit(statement_);
  store_.make_uncertain(relation.name);
  return false;
}

bool Applier::has_room_for_constraint(const Relation& relation) {
  return has_room(relation, relation.constraints.size() - relation.not_null_constraints);
}

Relation* Applier::edit(const Name& name) {
  const Relation* relation = store_.find(name);
  if (relation == nullptr) return nullptr;
  Relation* changed = store_.edit(relation->name);
  changed->changed = statement_;
  return changed;
}

std::vector<Name> Applier::children_of(const Name& name) const {
  std::vector<Name> children;
  std::ranges::copy_if(store_.heirs(name), std::back_inserter(children), [&](const Name& child) {
    const Relation* relation = store_.relation(child);
    return relation != nullptr && child != name && std::ranges::count(relation->parents, name) > 0;
  });
  return children;
}

void Applier::drop_relation(const Name& name, bool cascade) {
  const Follow follow(*this, name);
  if (follow.is_too_far()) return;
  const Relation* found = store_.relation(name);
  if (found == nullptr) return;
  const std::vector<OwnedSequence> sequences = found->sequences;
  note_drop({.kind = DroppedKind::relation, .relation = name});
  store_.erase(name);
  for (const OwnedSequence& owned : sequences) {
    store_.erase_object(Store::key_of(ObjectKind::sequence, owned.sequence, {}));
  }
  for (const Name& dependent : NameSet(store_.dependents(name))) {
    const Relation* other = store_.relation(dependent);
    if (other == nullptr) continue;
    const bool child = std::ranges::count(other->parents, name) > 0;
    // Partitions are dropped with their table; other children and views only with CASCADE.
    const bool uses = std::ranges::count(other->uses, name) > 0;
    if ((child && (other->partition || cascade)) || (uses && cascade)) {
      drop_relation(dependent, cascade);
    }
  }
  forget_children(name);
  if (!cascade) return;
  drop_foreign_keys_to(name, {});
  drop_uses_of_type(name);
}

void Applier::forget_children(const Name& name) {
  for (const Name& child : children_of(name)) std::erase(store_.edit(child)->parents, name);
}

bool Applier::descends(const Name& name, const Name& from) const {
  std::set<Name, ByName> seen = {name};
  std::vector<Name> pending = {name};
  while (!pending.empty()) {
    const Name next = std::move(pending.back());
    pending.pop_back();
    if (next == from) return true;
    const Relation* relation = store_.relation(next);
    if (relation == nullptr) continue;
    for (const Name& parent : relation->parents) {
      if (seen.insert(parent).second) pending.push_back(parent);
    }
  }
  return false;
}

bool Applier::goes_with(const Name& name, const std::vector<Name>& gone) const {
  std::set<Name, ByName> seen = {name};
  std::vector<Name> above = {name};
  while (!above.empty()) {
    const Name next = std::move(above.back());
    above.pop_back();
    if (std::ranges::count(gone, next) > 0) return true;
    const Relation* relation = store_.relation(next);
    if (relation == nullptr || !relation->partition) continue;
    for (const Name& parent : relation->parents) {
      if (seen.insert(parent).second) above.push_back(parent);
    }
  }
  return false;
}

bool Applier::is_referenced(const Name& root, const std::vector<Name>& gone) const {
  return std::ranges::any_of(store_.referrers(root), [&](const Name& dependent) {
    const Relation* relation = store_.relation(dependent);
    const bool stays = relation != nullptr && relation->certain && !goes_with(dependent, gone) &&
                       !descends(dependent, root);
    return stays && std::ranges::any_of(relation->constraints, [&](const Constraint& constraint) {
             return constraint.referenced == root && constraint.certain;
           });
  });
}

bool Applier::is_needed(const Name& name, const std::vector<Name>& gone) const {
  // A foreign key to a partitioned table depends on each of its partitions.
  const Relation* part = store_.relation(name);
  constexpr int most_levels = 20;
  for (int level = 0; level < most_levels && part != nullptr && part->partition; ++level) {
    if (part->parents.size() != 1) break;
    const Name parent = part->parents.front();
    if (is_referenced(parent, gone)) return true;
    part = store_.relation(parent);
  }
  for (const Name& dependent : store_.dependents(name)) {
    const Relation* relation = store_.relation(dependent);
    const bool stays = relation != nullptr && relation->certain && !goes_with(dependent, gone);
    if (!stays) continue;
    if (!relation->partition && std::ranges::count(relation->parents, name) > 0) return true;
    if (std::ranges::count(relation->uses, name) > 0) return true;
    const bool references =
        std::ranges::any_of(relation->constraints, [&](const Constraint& constraint) {
          return constraint.referenced == name && constraint.certain;
        });
    if (references) return true;
  }
  return false;
}

bool Applier::operator()(const DropRelations& drop) {
  std::vector<Name> gone;
  for (const Name& name : drop.names) {
    if (const Relation* relation = store_.find(name)) gone.push_back(relation->name);
  }
  const bool rejected = !drop.cascade && std::ranges::any_of(gone, [&](const Name& name) {
    return is_needed(name, gone);
  });
  if (rejected) return conditional_;
  for (const Name& name : drop.names) {
    const Relation* relation = store_.find(name);
    if (relation == nullptr) continue;
    if (conditional_) {
      store_.edit(relation->name)->certain = false;
    } else {
      drop_relation(Name(relation->name), drop.cascade);
    }
  }
  return true;
}

bool Applier::operator()(const DropSchema& drop) {
  if (conditional_) return true;
  for (const Name& name : NameSet(store_.relations_in(drop.name))) drop_relation(name, true);
  for (const Store::ObjectKey& key : store_.objects_in(drop.name)) {
    const Object* object = store_.object(key);
    if (object == nullptr) continue;
    const Name name = object->name;
    const bool type = std::get<0>(key) == ObjectKind::enum_type;
    store_.erase_object(key);
    if (type) drop_uses_of_type(name);
  }
  store_.erase_object(Store::key_of(ObjectKind::schema, {.schema = {}, .name = drop.name}, {}));
  return true;
}

void Applier::update_references(const Name& from, const Name& to) {
  for (const Name& dependent : NameSet(store_.dependents(from))) {
    Relation* relation = store_.edit(dependent);
    if (relation == nullptr) continue;
    std::ranges::replace(relation->parents, from, to);
    std::ranges::replace(relation->uses, from, to);
    if (relation->of_type == from) relation->of_type = to;
    relation->constraints.edit_if(
        [&](const Constraint& constraint) { return constraint.referenced == from; },
        [&](Constraint& constraint) { constraint.referenced = to; });
    relation->columns.edit_if(
        [&](const Column& column) {
          return column.type.schema == from.schema && column.type.name == from.name;
        },
        [&](Column& column) {
          column.type.schema = to.schema;
          column.type.name = to.name;
        });
    store_.note_dependencies(*relation);
  }
}

void Applier::rename_relation(const Name& from, const Name& to) {
  Relation relation = *store_.relation(from);
  store_.erase(from);
  if (from.name != to.name) {
    relation.as_written.clear();
    relation.former_names.push_back(from.name);
  }
  relation.name = to;
  relation.changed = statement_;
  relation.objects.edit_each([&](Object& object) { object.table = to; });
  relation.constraints.edit_if(
      [&](const Constraint& constraint) { return constraint.referenced == from; },
      [&](Constraint& constraint) { constraint.referenced = to; });
  for (OwnedSequence& owned : relation.sequences) {
    const Object* found = store_.object(Store::key_of(ObjectKind::sequence, owned.sequence, {}));
    if (found == nullptr) continue;
    Object sequence = *found;
    store_.erase_object(Store::key_of(*found));
    sequence.name.schema = to.schema;
    if (auto* detail = sequence.as<Sequence>()) detail->table = to;
    owned.sequence = sequence.name;
    store_.put_object(std::move(sequence));
  }
  forget_children(to);
  store_.put(std::move(relation));
  update_references(from, to);
}

bool Applier::operator()(const RenameRelation& rename) {
  const Relation* found = store_.find(rename.name);
  if (found == nullptr) {
    // ALTER TABLE also renames indexes and sequences.
    const bool index = store_.find_index(rename.name) != nullptr;
    return (*this)(RenameObject{.kind = index ? ObjectKind::index : ObjectKind::sequence,
                                .name = rename.name,
                                .to = rename.to});
  }
  if (conditional_) return true;
  const Name to = {.schema = found->name.schema, .name = rename.to};
  if (store_.is_class(to)) return false;
  rename_relation(Name(found->name), to);
  return true;
}

bool Applier::operator()(const MoveRelation& move) {
  const Relation* found = store_.find(move.name);
  if (found == nullptr || conditional_ || found->name.schema == move.schema) return true;
  const Name to = {.schema = move.schema, .name = found->name.name};
  if (store_.is_class(to)) return false;
  rename_relation(Name(found->name), to);
  return true;
}

bool Applier::operator()(const AlterParent& alter) {
  Relation* relation = edit(alter.relation);
  const Relation* parent = store_.find(alter.parent);
  if (relation == nullptr || conditional_) return true;
  const Name parent_name = parent == nullptr ? alter.parent : parent->name;
  const Name name = relation->name;
  if (alter.attach && descends(parent_name, name)) return false;
  const bool is_inherit = alter.attach && !alter.partition;
  const bool is_parent_partition = parent != nullptr && (parent->partition || parent->partitioned);
  // PostgreSQL refuses INHERIT from a partition, from a partitioned table, and by either.
  if (is_inherit && (is_parent_partition || relation->partition || relation->partitioned)) {
    return false;
  }
  if (!alter.attach) {
    std::erase(relation->parents, parent_name);
    relation->partition = relation->partition && !alter.partition;
    relation->is_default_partition = relation->is_default_partition && relation->partition;
    relation->indexes.edit_each([](Index& index) { index.parent.clear(); });
    relation->constraints.edit_if(
        [](const Constraint& constraint) { return constraint.inherited > 0; },
        [](Constraint& constraint) {
          --constraint.inherited;
          constraint.local = true;
        });
    relation->columns.edit_if(
        [&](const Column& column) {
          return parent == nullptr || parent->find_column(column.name) != nullptr;
        },
        [](Column& column) {
          column.inherited = std::max(column.inherited - 1, 0);
          column.local = column.local || column.inherited == 0;
        });
    relation->objects.erase_if([](const Object& object) {
      const auto* trigger = object.as<Trigger>();
      return trigger != nullptr && trigger->inherited;
    });
    if (!alter.partition) return true;
    relation->columns.edit_each([](Column& column) {
      column.identity = false;
      column.identity_kind = Identity::none;
    });
    return true;
  }
  relation->parents.push_back(parent_name);
  relation->partition = relation->partition || alter.partition;
  relation->is_default_partition = relation->is_default_partition || alter.is_default;
  store_.note_dependencies(*relation);
  if (parent == nullptr || parent_name == name) return true;
  for (const Constraint& constraint : Parts<Constraint>(parent->constraints)) {
    const bool inherits =
        (constraint.kind == ConstraintKind::check || constraint.kind == ConstraintKind::not_null) &&
        !constraint.no_inherit;
    if (!inherits) continue;
    relation->constraints.edit_if(
        [&](const Constraint& own) {
          return own.kind == constraint.kind &&
                 (own.kind == ConstraintKind::check ? own.name == constraint.name
                                                    : own.columns == constraint.columns);
        },
        [&](Constraint& own) {
          ++own.inherited;
          if (alter.partition) own.local = false;
        });
  }
  for (const Column& inherited : parent->columns) {
    Column* own = relation->edit_column(inherited.name);
    if (own == nullptr) continue;
    ++own->inherited;
    if (!alter.partition) continue;
    own->local = false;
    own->identity = inherited.identity;
    own->identity_kind = inherited.identity_kind;
  }
  if (alter.partition) attach_partition(parent_name, name);
  return true;
}

bool Applier::operator()(const AlterTraits& alter) {
  Relation* relation = edit(alter.relation);
  if (relation == nullptr) return true;
  // After a REFRESH that may not run, it is not known to have no rows.
  if (alter.unpopulated) relation->unpopulated = *alter.unpopulated && !conditional_;
  if (conditional_) return true;
  if (alter.unlogged) relation->unlogged = *alter.unlogged;
  if (alter.row_security) relation->row_security = *alter.row_security;
  if (alter.partitioned) relation->partitioned = *alter.partitioned;
  if (alter.force_row_security) relation->force_row_security = *alter.force_row_security;
  if (alter.of_type) {
    relation->of_type = *alter.of_type;
    const Object* type = store_.find_type(*alter.of_type);
    if (type != nullptr) relation->of_type = type->name;
    store_.note_dependencies(*relation);
  }
  return true;
}

bool Applier::operator()(const Comment& comment) {
  const Relation* found = store_.find(comment.relation);
  if (conditional_) return true;
  if (found == nullptr) return true;
  Relation* relation = store_.edit(found->name);
  if (!comment.constraint.empty()) {
    Constraint* constraint = relation->edit_constraint(comment.constraint);
    if (constraint != nullptr) constraint->comment = comment.text;
  } else if (comment.column.empty()) {
    relation->comment = comment.text;
  } else if (Column* column = relation->edit_column(comment.column)) {
    column->comment = comment.text;
  }
  return true;
}

bool Applier::operator()(const SetSearchPath& set) {
  if (conditional_) return true;
  std::vector<std::string> path = set.schemas;
  if (set.element && !path.empty()) {
    path =
        store_.written_path().empty() ? std::vector<std::string>{"public"} : store_.written_path();
    path.insert(path.begin(), set.schemas.front());
  } else if (set.element) {
    path = store_.written_path();
    if (!path.empty()) path.erase(path.begin());
    if (path == std::vector<std::string>{"public"}) path.clear();
  }
  if (set.local && !store_.in_transaction()) return true;
  if (set.local) store_.remember_path_for_commit();
  store_.set_path(std::move(path));
  return true;
}

bool Applier::operator()(const TransactionStep& step) {
  if (conditional_) return true;
  switch (step.kind) {
    case TransactionStep::Kind::begin:
      store_.begin();
      return true;
    case TransactionStep::Kind::rollback:
      store_.rollback();
      return true;
    case TransactionStep::Kind::commit:
      store_.commit();
      return true;
    case TransactionStep::Kind::savepoint:
      store_.savepoint(step.savepoint);
      return true;
    case TransactionStep::Kind::release:
      return store_.release(step.savepoint);
    case TransactionStep::Kind::rollback_to:
      return store_.rollback_to(step.savepoint);
  }
  return true;
}

}  // namespace pglint::catalog
