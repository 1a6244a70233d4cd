// CREATE TABLE and other statements that create relations.
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "catalog/apply/applier.h"
#include "catalog/weight.h"

namespace pglint::catalog {
namespace {

bool is_key(const Constraint& constraint) {
  return constraint.kind == ConstraintKind::primary_key ||
         constraint.kind == ConstraintKind::unique || constraint.kind == ConstraintKind::exclusion;
}

/// A copy of the column without properties that LIKE does not copy.
Column copy_of(const Column& column, const Relation& relation) {
  Column copy = column;
  copy.place = relation.place;
  copy.type_place = relation.place;
  copy.default_place = relation.place;
  copy.changed = relation.changed;
  copy.not_null = Answer::no;
  copy.identity = false;
  copy.identity_kind = Identity::none;
  copy.serial = false;
  copy.comment.clear();
  copy.evidence = {};
  return copy;
}

void set_default(const Column& from, Column& to) {
  to.default_expression = from.default_expression;
  to.generated = from.generated;
  to.mentioned = from.mentioned;
  to.generation = from.generation;
}

/// PostgreSQL creates one index for equal keys.
bool is_same_key(const Constraint& a, const Constraint& b) {
  return a.columns == b.columns && a.include == b.include && a.keys == b.keys &&
         a.operators == b.operators && a.predicate == b.predicate &&
         a.nulls_not_distinct == b.nulls_not_distinct && a.deferrable == b.deferrable &&
         a.initially_deferred == b.initially_deferred && a.without_overlaps == b.without_overlaps &&
         a.index == b.index &&
         (a.kind == ConstraintKind::exclusion) == (b.kind == ConstraintKind::exclusion);
}

}  // namespace

Name Applier::name_in_schema(const Relation& relation) const {
  if (relation.temporary) {
    return {.schema = std::string(temporary_schema), .name = relation.name.name};
  }
  if (!relation.name.schema.empty()) return relation.name;
  return {.schema = store_.creation_schema(), .name = relation.name.name};
}

void Applier::copy_like(const Copied& copied, std::size_t& added, Relation& relation) const {
  const Relation* source = store_.find(copied.from);
  if (source == nullptr || !source->columns_known) relation.columns_known = false;
  if (source == nullptr) return;
  const Parts<Column> written = std::move(relation.columns);
  const auto behind =
      std::next(written.begin(),
                static_cast<std::ptrdiff_t>(std::min(copied.position + added, written.size())));
  relation.columns = Parts<Column>(written.begin(), behind);
  std::size_t room = most_columns - std::min(most_columns, written.size());
  for (const Column& original : source->columns) {
    if (room == 0) {
      relation.columns_known = false;
      break;
    }
    --room;
    Column column = copy_of(original, relation);
    const bool keeps_value = original.generated ? copied.generated : copied.defaults;
    if (!keeps_value) set_default({.name = {}, .type = {}, .place = {}}, column);
    column.local = true;
    column.inherited = 0;
    if (copied.identity && original.identity) {
      column.identity = true;
      column.identity_kind = original.identity_kind;
    }
    if (copied.comments) column.comment = original.comment;
    relation.columns.push_back(std::move(column));
    ++added;
  }
  std::for_each(behind, written.end(),
                [&](const Column& column) { relation.columns.push_back(column); });
}

void Applier::inherit(const std::vector<Copied>& copies, Relation& relation) const {
  std::vector<Column> merged;
  std::unordered_map<std::string, std::size_t> by_name;
  const auto find = [&](const std::string& name) {
    const auto found = by_name.find(name);
    return found == by_name.end() ? merged.end()
                                  : merged.begin() + static_cast<std::ptrdiff_t>(found->second);
  };
  for (const Copied& copied : copies) {
    if (copied.how == Copied::How::like) continue;
    const Relation* parent = store_.find(copied.from);
    relation.parents.push_back(parent == nullptr ? copied.from : parent->name);
    if (parent == nullptr || !parent->columns_known) relation.columns_known = false;
    if (parent == nullptr) continue;
    for (const Column& original : parent->columns) {
      if (const auto same = find(original.name); same != merged.end()) {
        ++same->inherited;
        continue;
      }
      if (merged.size() >= most_columns) {
        relation.columns_known = false;
        continue;
      }
      by_name.emplace(original.name, merged.size());
      merged.push_back(copy_of(original, relation));
      merged.back().local = false;
      merged.back().inherited = 1;
      if (copied.how != Copied::How::partition) continue;
      merged.back().identity = original.identity;
      merged.back().identity_kind = original.identity_kind;
    }
  }
  if (merged.empty()) return;
  // A child may declare a column of its parent again, with more properties.
  for (const Column& own : relation.columns) {
    const auto found = find(own.name);
    if (found == merged.end()) {
      by_name.emplace(own.name, merged.size());
      merged.push_back(own);
      continue;
    }
    found->local = !relation.partition;
    found->place = own.place;
    if (own.default_expression) set_default(own, *found);
    if (!own.identity) continue;
    found->identity = true;
    found->identity_kind = own.identity_kind;
  }
  relation.columns = Parts<Column>(merged.begin(), merged.end());
}

void Applier::take_type(Relation& relation) const {
  if (relation.of_type.name.empty()) return;
  const Object* type = store_.find_type(relation.of_type);
  const auto* composite = type == nullptr ? nullptr : type->as<CompositeType>();
  if (composite == nullptr) return;
  relation.of_type = type->name;
  relation.columns_known = true;
  const Parts<Column> written = std::move(relation.columns);
  relation.columns.clear();
  for (const Attribute& attribute : composite->attributes) {
    Column column = {.name = attribute.name,
                     .type = attribute.type,
                     .place = relation.place,
                     .type_place = relation.place};
    const auto own = written.find(attribute.name);
    if (own != written.end()) {
      column.place = own->place;
      set_default(*own, column);
    }
    relation.columns.push_back(std::move(column));
  }
}

void Applier::take_query_columns(const CreateRelation& create, Relation& relation) const {
  bool known = true;
  const Parts<Column> found = columns_of(*create.query, known);
  relation.columns_known = known;
  relation.columns.clear();
  for (Column column : found) {
    column.place = relation.place;
    column.type_place = relation.place;
    const std::size_t at = relation.columns.size();
    if (at < create.column_names.size()) {
      column.name = create.column_names[at];
      column.as_written.clear();
    }
    relation.columns.push_back(std::move(column));
  }
}

void Applier::limit_copies(const CreateRelation& create, Relation& relation) {
  const bool has_copies = create.query || !create.copies.empty();
  if (!has_copies || store_.may_copy(weight_of(relation))) return;
  store_.note_limit(statement_);
  relation.columns.clear();
  relation.columns_known = false;
}

bool Applier::replace_view(Relation relation) {
  const Relation* before = store_.relation(relation.name);
  if (conditional_ && before->certain) {
    if (Relation* view = store_.edit(relation.name)) view->columns_known = false;
    return true;
  }
  relation.comment = before->comment;
  relation.objects = before->objects;
  store_.put(std::move(relation));
  return true;
}

namespace {

bool have_same_columns(const Relation& a, const Relation& b) {
  return std::ranges::equal(a.columns, b.columns, {}, &Column::name, &Column::name);
}

}  // namespace

bool Applier::operator()(CreateRelation&& create) {
  Relation relation = std::move(create.relation);
  relation.certain = !conditional_;
  relation.name = name_in_schema(relation);
  const Relation* existing = store_.relation(relation.name);
  const bool replaces_view =
      existing != nullptr && create.or_replace && existing->kind == RelationKind::view;
  if (store_.is_class(relation.name) && !replaces_view) {
    if (create.if_not_exists) return true;
    if (existing == nullptr) return false;
    if (conditional_) return true;
    // Another file that creates the same table belongs to another history and replaces it.
    if (existing->certain && existing->place.file == relation.place.file) {
      // If the first one failed or is gone by then, the columns are those of the second.
      const bool is_other = !create.copies.empty() || create.query ||
                            !relation.of_type.name.empty() ||
                            !have_same_columns(*existing, relation);
      Relation* kept = is_other ? store_.edit(relation.name) : nullptr;
      if (kept != nullptr) kept->columns_known = false;
      return false;
    }
    if (stays_beside(existing->place)) store_.keep_superseded(*existing);
    drop_relation(relation.name, true);
  }

  relation.columns.edit_each([&](Column& column) { resolve(column.type); });
  if (create.query) take_query_columns(create, relation);
  for (Name& used : relation.uses) {
    if (const Relation* found = store_.find(used)) used = found->name;
  }
  if (replaces_view) {
    limit_columns(relation);
    limit_copies(create, relation);
    return replace_view(std::move(relation));
  }

  std::size_t added = 0;
  for (const Copied& copied : create.copies) {
    if (copied.how == Copied::How::like) copy_like(copied, added, relation);
  }
  inherit(create.copies, relation);
  take_type(relation);
  limit_columns(relation);
  limit_copies(create, relation);
  std::vector<Constraint> written(relation.constraints.begin(), relation.constraints.end());
  relation.constraints.clear();
  for (const NewSequence& sequence : create.sequences) make_sequence(relation, sequence);
  const Name name = relation.name;
  forget_children(name);
  store_.put(std::move(relation));
  add_constraints(create.copies, name, std::move(written));
  return true;
}

void Applier::add_constraints(const std::vector<Copied>& copies, const Name& name,
                              std::vector<Constraint> written) {
  const auto add_all = [&](ConstraintKind kind) {
    for (Constraint& constraint : written) {
      if (constraint.kind == kind) add_constraint(name, std::move(constraint), true);
    }
  };
  const auto inherit_all = [&](ConstraintKind kind) {
    for (const Copied& copied : copies) {
      const Relation* source = store_.find(copied.from);
      if (copied.how == Copied::How::like || source == nullptr) continue;
      for (const Constraint& original : Parts<Constraint>(source->constraints)) {
        if (original.kind != kind || original.no_inherit || !may_copy(weight_of(original))) {
          continue;
        }
        Constraint constraint = original;
        constraint.validated = constraint.enforced;  // the new table is empty
        add_constraint(name, std::move(constraint), true, true);
      }
    }
  };
  inherit_all(ConstraintKind::check);
  add_all(ConstraintKind::check);
  for (const Copied& copied : copies) {
    if (copied.how == Copied::How::like) add_like(copied, name);
  }
  add_all(ConstraintKind::not_null);
  // The NOT NULL constraints of a key are local, with their own names.
  for (const Constraint& key : written) {
    if (key.kind != ConstraintKind::primary_key) continue;
    add_not_null_of_key(name, key.columns, key.place);
  }
  inherit_all(ConstraintKind::not_null);

  std::vector<Constraint> keys;
  for (Constraint& key : written) {
    if (is_key(key)) keys.push_back(std::move(key));
  }
  add_keys(name, std::move(keys));
  for (const Copied& copied : copies) {
    if (copied.how == Copied::How::partition) clone_from_parent(copied.from, name);
  }
  add_all(ConstraintKind::foreign_key);
  const Relation* made = store_.relation(name);
  const bool is_rejected =
      made != nullptr && std::ranges::any_of(made->constraints, &Constraint::rejected);
  if (is_rejected) store_.edit(name)->certain = false;
}

void Applier::add_keys(const Name& name, std::vector<Constraint> keys) {
  std::stable_partition(keys.begin(), keys.end(), [](const Constraint& key) {
    return key.kind == ConstraintKind::primary_key;
  });
  std::vector<Constraint> kept;
  std::multimap<std::vector<std::string>, std::size_t> by_columns;  // positions in `kept`
  for (Constraint& key : keys) {
    const auto [first, last] = by_columns.equal_range(key.columns);
    const auto same =
        kept.size() >= most_parts ? last : std::find_if(first, last, [&](const auto& entry) {
          return is_same_key(kept[entry.second], key);
        });
    if (same == last) {
      by_columns.emplace(key.columns, kept.size());
      kept.push_back(std::move(key));
    } else if (kept[same->second].name.empty()) {
      kept[same->second].name = key.name;
    }
  }
  for (Constraint& key : kept) add_constraint(name, std::move(key), true);
}

void Applier::add_like(const Copied& copied, const Name& name) {
  const Relation* found = store_.find(copied.from);
  if (found == nullptr) return;
  const Relation source = *found;
  for (const Constraint& original : source.constraints) {
    const bool check = original.kind == ConstraintKind::check && copied.constraints;
    if (!check && original.kind != ConstraintKind::not_null) continue;
    if (!may_copy(weight_of(original))) break;
    Constraint constraint = original;
    constraint.local = true;
    constraint.inherited = 0;
    constraint.validated = constraint.enforced;
    constraint.place = statement_;
    add_constraint(name, std::move(constraint), true);
  }
  Relation* relation = store_.edit(name);
  if (copied.identity && relation != nullptr) {
    for (const Column& column : source.columns) {
      if (!column.identity) continue;
      // The sequence does not get the column's type.
      make_sequence(*relation, {.column = column.name,
                                .type = {.schema = {}, .name = "int8", .modifiers = {}},
                                .identity = true});
    }
  }
  if (!copied.keys || relation == nullptr) return;
  for (const Index& original : source.indexes) {
    if (!may_copy(weight_of(original))) break;
    const Constraint* constraint = source.find_constraint(original.constraint);
    if (!original.constraint.empty() && constraint != nullptr) {
      Constraint copy = *constraint;
      copy.name.clear();
      copy.index.clear();
      copy.place = statement_;
      add_constraint(name, std::move(copy), true);
      continue;
    }
    Index copy = original;
    copy.name.clear();
    copy.parent.clear();
    copy.place = statement_;
    add_index(*relation, std::move(copy));
  }
}

void Applier::clone_from_parent(const Name& parent, const Name& partition) {
  const Relation* found = store_.find(parent);
  if (found == nullptr) return;
  attach_partition(found->name, partition);
}

}  // namespace pglint::catalog
