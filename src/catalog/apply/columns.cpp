// Columns: ADD, ALTER, RENAME, and their sequences.
#include <algorithm>
#include <utility>

#include "catalog/apply/applier.h"

namespace pglint::catalog {

void Applier::make_sequence(Relation& relation, const NewSequence& sequence) {
  Name name = sequence.name;
  if (name.schema.empty()) name.schema = relation.name.schema;
  if (name.name.empty()) {
    name.name = free_name({.table = relation.name.name, .column = sequence.column, .label = "seq"},
                          [&](const std::string& candidate) {
                            return store_.is_class({relation.name.schema, candidate});
                          });
  }
  Type type = sequence.type;
  resolve(type);
  store_.put_object({.kind = ObjectKind::sequence,
                     .name = name,
                     .place = relation.place,
                     .certain = !conditional_,
                     .implicit = true,
                     .detail = Sequence{.type = std::move(type), .table = relation.name},
                     .changed = statement_});
  relation.sequences.push_back(
      {.sequence = name, .column = sequence.column, .identity = sequence.identity});
  Column* column = relation.edit_column(sequence.column);
  if (column == nullptr || sequence.identity) return;
  column->default_expression = "nextval('" + name.name + "'::regclass)";
  store_.note_default(relation, *column);
}

void Applier::drop_sequences(Relation& relation, const std::string& column, bool identity_only) {
  std::erase_if(relation.sequences, [&](const OwnedSequence& owned) {
    if (owned.column != column || (identity_only && !owned.identity)) return false;
    store_.erase_object(Store::key_of(ObjectKind::sequence, owned.sequence, {}));
    return true;
  });
}

bool Applier::add_column(const Name& name, const AddColumn& add, bool inherited) {
  const Follow follow(*this, name);
  Relation* relation = follow.is_too_far() ? nullptr : store_.edit(name);
  if (relation == nullptr) return true;
  relation->changed = statement_;
  if (relation->find_column(add.column.name) != nullptr) {
    if (!inherited) return add.if_not_exists || conditional_;
    ++relation->edit_column(add.column.name)->inherited;
    return true;  // its children inherit it
  }
  Column column = add.column;
  resolve(column.type);
  column.local = !inherited;
  column.inherited = inherited ? 1 : 0;
  column.certain = !conditional_;
  if (conditional_) column.not_null = Answer::unknown;
  store_.note_type(*relation, column.type);
  store_.note_default(*relation, column);
  relation->columns.push_back(std::move(column));
  limit_columns(*relation);
  if (add.sequence) make_sequence(*relation, *add.sequence);
  for (const Name& child : children_of(name)) {
    const Relation* heir = store_.relation(child);
    AddColumn same = add;
    if (!heir->partition && add.sequence && add.sequence->identity) {
      same.column.identity = false;
      same.column.identity_kind = Identity::none;
    }
    const Column* made = store_.relation(name)->find_column(add.column.name);
    if (add.sequence && !add.sequence->identity && made != nullptr) {
      same.column.default_expression = made->default_expression;
    }
    same.sequence.reset();
    add_column(child, same, true);
  }
  return true;
}

bool Applier::operator()(const AddColumn& add) {
  const Relation* relation = store_.find(add.relation);
  return relation == nullptr || add_column(relation->name, add, false);
}

bool Applier::operator()(const DropColumn& drop) {
  const Relation* relation = store_.find(drop.relation);
  if (relation == nullptr) return true;
  if (conditional_) {
    Column* column = store_.edit(relation->name)->edit_column(drop.column);
    if (column != nullptr) column->certain = false;
    return true;
  }
  drop_column(relation->name, drop);
  return true;
}

void Applier::drop_uses_of_column(const Name& name, const std::string& column) {
  for (const Name& dependent : NameSet(store_.dependents(name))) {
    const Relation* relation = store_.relation(dependent);
    if (relation == nullptr) continue;
    if (std::ranges::count(relation->uses, name) > 0) {
      const bool mentions = std::ranges::count(relation->used_columns, column) > 0 ||
                            std::ranges::count(relation->used_columns, "*") > 0;
      if (!mentions) continue;
      if (relation->uses.size() == 1) {
        drop_relation(dependent, true);
      } else {
        store_.edit(dependent)->certain = false;
      }
      continue;
    }
    std::vector<std::string> gone;
    for (const Constraint& constraint : relation->constraints) {
      if (constraint.referenced == name &&
          std::ranges::count(constraint.referenced_columns, column) > 0) {
        gone.push_back(constraint.name);
      }
    }
    if (gone.empty()) continue;
    Relation* changed = store_.edit(dependent);
    for (const std::string& constraint : gone) store_.remove_constraint(*changed, constraint);
  }
}

void Applier::alter_column(const Name& name, const AlterColumn& alter) {
  const Follow follow(*this, name);
  Relation* relation = follow.is_too_far() ? nullptr : store_.edit(name);
  Column* column = relation == nullptr ? nullptr : relation->edit_column(alter.column);
  if (column == nullptr || !reached_.insert(name).second) return;
  column->changed = statement_;
  if (alter.type) {
    column->type = *alter.type;
    column->collation = alter.collation;
    resolve(column->type);
    column->type_place = alter.place;
    store_.note_type(*relation, column->type);
    set_sequence_types(*relation, alter.column, column->type);
  }
  if (alter.set_default || alter.drop_default) {
    column->serial = false;
    column->default_certain = true;
  }
  if (alter.set_default) {
    column->default_expression = alter.set_default;
    column->mentioned = alter.mentioned;
    column->default_place = alter.default_place;
    store_.note_default(*relation, *column);
  }
  if (alter.drop_default) {
    column->default_expression.reset();
    column->generated = false;
    column->generation = Generation::none;
    column->mentioned.clear();
  }
  if (alter.set_identity) {
    column->identity_kind = *alter.set_identity;
    column->identity = *alter.set_identity != Identity::none;
    if (!column->identity) drop_sequences(*relation, alter.column, true);
  }
  if (alter.add_identity && relation->parents.empty()) {
    make_sequence(*relation, {.column = alter.column,
                              .type = column->type,
                              .identity = true,
                              .name = alter.add_identity->name});
  }
  if (alter.only) return;
  for (const Name& child : children_of(name)) {
    const bool partition = store_.relation(child)->partition;
    if (alter.set_identity && !partition) continue;
    alter_column(child, alter);
    if (alter.type) take_over_not_null(name, child, alter.column);
  }
}

void Applier::set_sequence_types(const Relation& relation, const std::string& column,
                                 const Type& type) {
  for (const OwnedSequence& owned : relation.sequences) {
    if (!owned.identity || owned.column != column) continue;
    Object* object = store_.edit_object(Store::key_of(ObjectKind::sequence, owned.sequence, {}));
    auto* sequence = object == nullptr ? nullptr : object->as<Sequence>();
    if (sequence != nullptr) sequence->type = type;
  }
}

void Applier::take_over_not_null(const Name& name, const Name& child, const std::string& column) {
  // PostgreSQL recreates the constraints of a column when its type changes.
  const Relation* parent = store_.relation(name);
  const Relation* relation = store_.relation(child);
  const auto original = parent->find_not_null(column);
  const auto own = relation->find_not_null(column);
  if (original == parent->constraints.end() || own == relation->constraints.end()) return;
  if (own->local || own->inherited == 0 || own->name == original->name) return;
  if (relation->find_constraint(original->name) != nullptr) return;
  store_.rename_constraint(*store_.edit(child), std::string(own->name), original->name);
}

bool Applier::operator()(const AlterColumn& alter) {
  const Relation* relation = store_.find(alter.relation);
  if (relation == nullptr) return true;
  const Name name = relation->name;
  const Column* column = relation->find_column(alter.column);
  if (column == nullptr) return !relation->columns_known || conditional_;
  if (alter.is_unlinked) {
    store_.edit(name)->edit_column(alter.column)->unlinked = true;
    return true;
  }
  if (alter.not_null == Answer::yes) {
    const bool had = column->not_null == Answer::yes;
    add_constraint(name,
                   {.name = {},
                    .kind = ConstraintKind::not_null,
                    .columns = {alter.column},
                    .place = statement_},
                   alter.only);
    if (had || conditional_) return true;
    // A constraint that was NOT VALID is now valid.
    relation = store_.relation(name);
    const auto own = relation->find_not_null(alter.column);
    if (own != relation->constraints.end() && !own->validated) {
      store_.edit(name)->constraints.edit(own).validated = true;
    }
    return true;
  }
  if (alter.not_null == Answer::no) {
    if (conditional_) {
      store_.edit(name)->edit_column(alter.column)->not_null = Answer::unknown;
      return true;
    }
    const auto found = relation->find_not_null(alter.column);
    if (found == relation->constraints.end()) return true;
    drop_constraint(name, {.relation = name, .name = found->name, .only = alter.only});
    return true;
  }
  if (!conditional_) {
    alter_column(name, alter);
  } else if (alter.set_default || alter.drop_default || alter.add_identity || alter.set_identity) {
    store_.edit(name)->edit_column(alter.column)->default_certain = false;
  }
  return true;
}

void Applier::rename_column(const Name& name, const RenameColumn& rename) {
  const Follow follow(*this, name);
  Relation* relation = follow.is_too_far() ? nullptr : store_.edit(name);
  if (relation == nullptr || !reached_.insert(name).second) return;
  relation->changed = statement_;
  const auto renamed = [&](std::vector<std::string>& columns) {
    std::ranges::replace(columns, rename.name, rename.to);
  };
  const auto has = [&](const std::vector<std::string>& columns) {
    return std::ranges::count(columns, rename.name) > 0;
  };
  if (const auto column = relation->columns.find(rename.name); column != relation->columns.end()) {
    relation->columns.rename(column, rename.to);
    Column& own = *relation->edit_column(rename.to);
    own.former_names.push_back(rename.name);
    own.as_written.clear();
  }
  renamed(relation->partition_keys);
  relation->columns.edit_if([&](const Column& column) { return has(column.mentioned); },
                            [&](Column& column) { renamed(column.mentioned); });
  relation->constraints.edit_if(
      [&](const Constraint& constraint) {
        return has(constraint.columns) || has(constraint.mentioned) || has(constraint.proved) ||
               has(constraint.include) || has(constraint.set_columns);
      },
      [&](Constraint& constraint) {
        renamed(constraint.columns);
        renamed(constraint.mentioned);
        renamed(constraint.proved);
        renamed(constraint.include);
        renamed(constraint.set_columns);
      });
  relation->indexes.edit_if(
      [&](const Index& index) {
        return has(index.include) || has(index.mentioned) ||
               std::ranges::any_of(index.keys, [&](const IndexKey& key) {
                 return key.column == rename.name || has(key.mentioned);
               });
      },
      [&](Index& index) {
        renamed(index.include);
        renamed(index.mentioned);
        for (IndexKey& key : index.keys) {
          if (key.column == rename.name) key.column = rename.to;
          renamed(key.mentioned);
        }
      });
  for (OwnedSequence& owned : relation->sequences) {
    if (owned.column == rename.name) owned.column = rename.to;
  }
  for (const Name& dependent : NameSet(store_.dependents(name))) {
    const Relation* other = store_.relation(dependent);
    if (other == nullptr) continue;
    if (std::ranges::count(other->uses, name) > 0) {
      renamed(store_.edit(dependent)->used_columns);
    }
    if (std::ranges::count(other->constraints, name, &Constraint::referenced) == 0) continue;
    store_.edit(dependent)->constraints.edit_if(
        [&](const Constraint& constraint) {
          return constraint.referenced == name && has(constraint.referenced_columns);
        },
        [&](Constraint& constraint) { renamed(constraint.referenced_columns); });
  }
  for (const Name& child : children_of(name)) rename_column(child, rename);
}

bool Applier::operator()(const RenameColumn& rename) {
  const Relation* relation = store_.find(rename.relation);
  if (relation == nullptr || conditional_) {
    if (relation != nullptr) return true;
    const Object* type = store_.find_type(rename.relation);
    if (type == nullptr) return true;
    return (*this)(AlterAttribute{.type = type->name, .name = rename.name, .to = rename.to});
  }
  if (relation->find_column(rename.name) == nullptr) return !relation->columns_known;
  if (relation->find_column(rename.to) != nullptr) return false;
  rename_column(relation->name, rename);
  return true;
}

bool Applier::operator()(const AlterSequence& alter) {
  const Object* found = store_.find_object(ObjectKind::sequence, alter.sequence);
  if (found == nullptr || conditional_) return true;
  Object* object = store_.edit_object(Store::key_of(*found));
  auto* sequence = object->as<Sequence>();
  if (sequence == nullptr) return true;
  object->changed = statement_;
  if (alter.type) {
    sequence->type = *alter.type;
    resolve(sequence->type);
  }
  if (!alter.owned) return true;
  if (Relation* before = store_.edit(sequence->table)) {
    std::erase_if(before->sequences,
                  [&](const OwnedSequence& owned) { return owned.sequence == object->name; });
  }
  sequence->table = Name();
  const Relation* relation = alter.table ? store_.find(*alter.table) : nullptr;
  if (relation == nullptr) return true;
  sequence->table = relation->name;
  store_.edit(relation->name)
      ->sequences.push_back({.sequence = object->name, .column = alter.column});
  return true;
}

}  // namespace pglint::catalog
