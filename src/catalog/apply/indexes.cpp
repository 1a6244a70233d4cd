// Indexes, also those that partitions get from their table.
#include <algorithm>
#include <iterator>
#include <utility>

#include "catalog/apply/applier.h"
#include "catalog/weight.h"

namespace pglint::catalog {
namespace {

constexpr std::string_view plain_label = "idx";

/// The names of an index's columns, made unique by a number.
std::vector<std::string> column_names(const Index& index) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& original) {
    std::string name = original;
    for (int number = 1; std::ranges::count(names, name) > 0; ++number) {
      const std::string digits = std::to_string(number);
      const std::size_t room = parse::max_name_bytes - digits.size();
      name = std::string(parse::clipped(original, room)) + digits;
    }
    names.push_back(std::move(name));
  };
  for (const IndexKey& key : index.keys) {
    if (!key.column.empty()) {
      add(key.column);
    } else {
      add(key.shown.empty() ? "expr" : key.shown);
    }
  }
  for (const std::string& column : index.include) add(column);
  return names;
}

bool is_same(const Index& a, const Index& b) {
  return a.method == b.method && a.keys == b.keys && a.include == b.include &&
         a.unique == b.unique && a.nulls_not_distinct == b.nulls_not_distinct &&
         a.exclusion == b.exclusion && a.predicate == b.predicate;
}

bool mentions(const Index& index, const std::string& column) {
  return std::ranges::count(index.mentioned, column) > 0 ||
         std::ranges::count(index.include, column) > 0 ||
         std::ranges::any_of(index.keys, [&](const IndexKey& key) {
           return key.column == column || std::ranges::count(key.mentioned, column) > 0;
         });
}

}  // namespace

std::string Applier::index_name(const Relation& relation, const Index& index,
                                std::string_view label) const {
  const std::string columns =
      index.primary ? std::string() : parse::joined_columns(column_names(index));
  return store_.free_name(
      relation.name.schema, {.table = relation.name.name, .column = columns, .label = label},
      [&](const std::string& name) {
        const NameView full(relation.name.schema, name);
        return store_.is_class(full) || (label != plain_label && store_.is_constraint(full));
      });
}

std::string Applier::add_index(Relation& relation, Index index) {
  index.certain = !conditional_;
  if (index.name.empty()) index.name = index_name(relation, index, plain_label);
  std::string name = index.name;
  if (!has_room(relation, relation.indexes.size())) return name;
  store_.add_index(relation, std::move(index));
  return name;
}

bool Applier::index_partitions(const Name& name, const Index& index) {
  const Relation* relation = store_.relation(name);
  if (relation == nullptr || !relation->partitioned) return true;
  bool valid = true;
  for (const Name& child : children_of(name)) valid &= index_partition(name, index, child);
  Index* made = valid ? nullptr : store_.edit(name)->edit_index(index.name);
  if (made != nullptr) made->valid = false;
  return valid;
}

bool Applier::index_partition(const Name& parent, const Index& index, const Name& child) {
  const Follow follow(*this, child);
  Relation* partition = follow.is_too_far() ? nullptr : store_.edit(child);
  if (partition == nullptr || !may_copy(weight_of(index))) return true;
  const auto same = std::ranges::find_if(partition->indexes, [&](const Index& other) {
    return other.parent.empty() && is_same(other, index) &&
           (index.constraint.empty() ||
            (!other.constraint.empty() && other.primary == index.primary));
  });
  if (same != partition->indexes.end()) {
    partition->indexes.edit(same).parent = index.name;
    Constraint* constraint = partition->edit_constraint(same->constraint);
    if (constraint != nullptr && !index.constraint.empty()) {
      constraint->inherited = 1;
      constraint->local = false;
    }
    return same->valid;
  }
  const Constraint* constraint = index.constraint.empty()
                                     ? nullptr
                                     : store_.relation(parent)->find_constraint(index.constraint);
  if (constraint == nullptr) {
    Index part = index;
    part.name.clear();
    part.named = false;
    part.parent = index.name;
    part.valid = true;
    part.name = add_index(*partition, part);
    return index_partitions(child, part);
  }
  Constraint part = *constraint;
  part.name.clear();
  part.index.clear();
  part.named = false;
  part.local = false;
  part.inherited = 1;
  add_key(*partition, std::move(part), index.name);
  return true;
}

void Applier::attach_partition(const Name& parent, const Name& partition) {
  const Relation* source = store_.relation(parent);
  const Relation* target = store_.relation(partition);
  if (source == nullptr || target == nullptr || !target->partition) return;
  const Parts<Index> indexes = source->indexes;
  for (const Index& index : indexes) {
    const Relation* before = store_.relation(partition);
    const bool has = std::ranges::any_of(
        before->indexes, [&](const Index& other) { return other.parent == index.name; });
    if (!has) index_partition(parent, index, partition);
  }
  for (const Constraint& constraint : Parts<Constraint>(source->constraints)) {
    if (constraint.kind != ConstraintKind::foreign_key) continue;
    Relation* relation = store_.edit(partition);
    const auto same = std::ranges::find_if(relation->constraints, [&](const Constraint& other) {
      return other.kind == constraint.kind && other.columns == constraint.columns &&
             other.referenced == constraint.referenced && other.inherited == 0 &&
             other.on_delete == constraint.on_delete && other.on_update == constraint.on_update &&
             other.deferrable == constraint.deferrable &&
             other.initially_deferred == constraint.initially_deferred &&
             other.match == constraint.match;
    });
    if (same != relation->constraints.end()) {
      Constraint& own = relation->constraints.edit(same);
      own.inherited = 1;
      own.local = false;
      continue;
    }
    Constraint copy = constraint;
    copy.local = false;
    copy.inherited = 1;
    add_foreign_key(*relation, std::move(copy));
  }
  const Parts<Object> objects = source->objects;
  for (const Object& object : objects) {
    const auto* trigger = object.as<Trigger>();
    if (trigger == nullptr || !trigger->for_each_row) continue;
    Object copy = object;
    copy.table = partition;
    copy.implicit = true;
    copy.as<Trigger>()->inherited = true;
    create_attached(std::move(copy), true);
  }
}

bool Applier::operator()(const CreateIndex& create) {
  const Relation* found = store_.find(create.relation);
  if (found == nullptr) {
    if (create.index.name.empty()) return true;
    // The table is unknown, but the name of the index is in use.
    store_.put_object({.kind = ObjectKind::index,
                       .name = {.schema = create.relation.schema.empty() ? store_.creation_schema()
                                                                         : create.relation.schema,
                                .name = create.index.name},
                       .table = create.relation,
                       .place = create.index.place,
                       .certain = !conditional_});
    return true;
  }
  Index index = create.index;
  if (!index.name.empty() && store_.is_class({found->name.schema, index.name})) {
    return create.if_not_exists || conditional_;
  }
  const Name name = found->name;
  for (const IndexKey& key : index.keys) {
    const bool known =
        key.column.empty() || !found->columns_known || found->find_column(key.column) != nullptr;
    if (!known) return conditional_;
  }
  Relation* relation = store_.edit(name);
  relation->changed = statement_;
  const bool lacks_parts = relation->partitioned && create.only && !children_of(name).empty();
  index.valid = !lacks_parts;
  index.name = add_index(*relation, index);
  if (!create.only) index_partitions(name, index);
  return true;
}

bool Applier::operator()(const AttachIndex& attach) {
  const Relation* parent = store_.find_index(attach.index);
  const Relation* part = store_.find_index(attach.part);
  if (parent == nullptr || part == nullptr) return true;
  const Name parent_name = parent->name;
  const std::string index = attach.index.name;
  store_.edit(part->name)->edit_index(attach.part.name)->parent = index;
  const auto children = children_of(parent_name);
  const bool complete = std::ranges::all_of(children, [&](const Name& child) {
    const Relation* relation = store_.relation(child);
    return std::ranges::any_of(relation->indexes, [&](const Index& other) {
      return other.parent == index && other.valid;
    });
  });
  if (complete) store_.edit(parent_name)->edit_index(index)->valid = true;
  return true;
}

void Applier::drop_index_of(Relation& relation, const std::string& index) {
  const Name name = relation.name;
  const Follow follow(*this, name);
  if (follow.is_too_far()) return;
  for (const Name& child : children_of(name)) {
    Relation* partition = store_.edit(child);
    const auto part = std::ranges::find(partition->indexes, index, &Index::parent);
    if (part != partition->indexes.end()) drop_index_of(*partition, std::string(part->name));
  }
  const Index* found = relation.find_index(index);
  if (found == nullptr) return;
  const std::string constraint = found->constraint;
  if (!constraint.empty()) store_.remove_constraint(relation, constraint);
  remove_index(relation, index);
}

void Applier::remove_index(Relation& relation, const std::string& index) {
  const Index* found = relation.find_index(index);
  if (found == nullptr) return;
  if (found->unique && found->predicate.empty()) {
    std::vector<std::string> columns;
    for (const IndexKey& key : found->keys) columns.push_back(key.column);
    note_drop({.kind = DroppedKind::key, .relation = relation.name, .columns = columns});
  }
  if (found->primary) note_drop({.kind = DroppedKind::primary_key, .relation = relation.name});
  store_.remove_index(relation, index);
}

void Applier::drop_column(const Name& name, const DropColumn& drop) {
  const Follow follow(*this, name);
  Relation* relation = follow.is_too_far() ? nullptr : store_.edit(name);
  if (relation == nullptr) return;
  relation->changed = statement_;
  const std::string& column = drop.column;
  if (drop.cascade) {
    drop_uses_of_column(name, column);
    relation = store_.edit(name);
    if (relation == nullptr) return;
  }
  drop_sequences(*relation, column, false);
  const auto dropped = relation->columns.find(column);
  if (dropped != relation->columns.end()) {
    note_drop({.kind = DroppedKind::column, .relation = name, .columns = {column}});
    relation->columns.erase(dropped);
  }
  std::vector<std::string> gone;
  for (const Index& index : relation->indexes) {
    if (mentions(index, column)) gone.push_back(index.name);
  }
  for (const std::string& index : gone) drop_index_of(*relation, index);
  gone.clear();
  for (const Constraint& constraint : relation->constraints) {
    if (std::ranges::count(constraint.columns, column) > 0 ||
        std::ranges::count(constraint.mentioned, column) > 0) {
      gone.push_back(constraint.name);
    }
  }
  for (const std::string& constraint : gone) store_.remove_constraint(*relation, constraint);
  for (const Name& child : children_of(name)) {
    Column* inherited = store_.edit(child)->edit_column(column);
    if (inherited == nullptr) continue;
    if (!drop.only && inherited->inherited <= 1 && !inherited->local) {
      drop_column(child, drop);
      continue;
    }
    --inherited->inherited;
    inherited->local = inherited->local || drop.only;
  }
  if (drop.cascade) drop_generated_from(name, column);
}

void Applier::drop_generated_from(const Name& name, const std::string& column) {
  const Relation* relation = store_.relation(name);
  if (relation == nullptr) return;
  std::vector<std::string> gone;
  for (const Column& other : relation->columns) {
    if (std::ranges::count(other.mentioned, column) > 0) gone.push_back(other.name);
  }
  for (const std::string& other : gone) {
    drop_column(name, {.relation = name, .column = other, .cascade = true});
  }
}

}  // namespace pglint::catalog
