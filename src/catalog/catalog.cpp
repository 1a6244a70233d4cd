#include "catalog/catalog.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace pglint::catalog {
namespace {

constexpr std::string_view temporary_schema = "pg_temp";

/// `$user` is a schema only where somebody made one; nobody who wants to be understood does.
bool is_real(std::string_view schema) { return schema != "$user" && !schema.empty(); }

/// A primary key makes its columns NOT NULL.
void set_keys_not_null(const Constraint& constraint, Answer answer, Relation& relation) {
  const bool applies =
      constraint.kind == ConstraintKind::primary_key || constraint.kind == ConstraintKind::not_null;
  if (!applies) return;
  for (const std::string& name : constraint.columns) {
    if (Column* column = relation.find_column(name)) column->not_null = answer;
  }
}

void rename_in(std::vector<std::string>& columns, const std::string& from, const std::string& to) {
  std::ranges::replace(columns, from, to);
}

}  // namespace

void Catalog::begin_session() {
  search_path_.clear();
  in_transaction_ = false;
  undo_.clear();
  savepoints_.clear();
  std::erase_if(relations_, [](const auto& entry) { return entry.second.temporary; });
}

void Catalog::apply(const Change& change) {
  std::visit([&](const auto& what) { apply(what, change.conditional); }, change.what);
}

const Relation* Catalog::find_relation(const Name& name) const {
  const auto in_schema = [&](std::string_view schema) -> const Relation* {
    const auto found = relations_.find({.schema = std::string(schema), .name = name.name});
    return found == relations_.end() ? nullptr : &found->second;
  };
  if (!name.schema.empty()) return in_schema(name.schema);
  if (const Relation* found = in_schema(temporary_schema)) return found;
  for (const std::string& schema : search_path_) {
    if (const Relation* found = in_schema(schema)) return found;
  }
  if (!search_path_.empty()) return nullptr;
  if (const Relation* found = in_schema("public")) return found;
  const auto first = relations_.lower_bound({.schema = {}, .name = name.name});
  if (first == relations_.end() || first->first.name != name.name) return nullptr;
  const auto second = std::next(first);
  const bool ambiguous = second != relations_.end() && second->first.name == name.name;
  return ambiguous ? nullptr : &first->second;
}

Catalog::Relations::iterator Catalog::locate(const Name& name) {
  const Relation* found = find_relation(name);
  return found == nullptr ? relations_.end() : relations_.find(found->name);
}

std::string Catalog::creation_schema() const {
  const auto first = std::ranges::find_if(search_path_, is_real);
  return first == search_path_.end() ? "public" : *first;
}

Relation* Catalog::change(const Name& name) {
  const auto found = locate(name);
  if (found == relations_.end()) return nullptr;
  remember_relation(found->first);
  return &found->second;
}

void Catalog::remember_relation(const Name& name) {
  if (!in_transaction_) return;
  const auto found = relations_.find(name);
  std::optional<Relation> before;
  if (found != relations_.end()) before = found->second;
  undo_.emplace_back([this, name, before = std::move(before)] {
    if (before) {
      relations_.insert_or_assign(name, *before);
    } else {
      relations_.erase(name);
    }
  });
}

void Catalog::remember_object(const ObjectKey& key) {
  if (!in_transaction_) return;
  const auto found = objects_.find(key);
  std::optional<Object> before;
  if (found != objects_.end()) before = found->second;
  undo_.emplace_back([this, key, before = std::move(before)] {
    if (before) {
      objects_.insert_or_assign(key, *before);
    } else {
      objects_.erase(key);
    }
  });
}

void Catalog::take_back(std::size_t to) {
  while (undo_.size() > to) {
    const auto undo = std::move(undo_.back());
    undo_.pop_back();
    undo();
  }
}

void Catalog::copy_columns(const Copied& copied, std::size_t at, Relation& relation) const {
  const Relation* source = find_relation(copied.from);
  if (source == nullptr || !source->columns_known) relation.columns_known = false;
  if (source == nullptr) return;
  const bool like = copied.how == Copied::How::like;
  for (Column column : source->columns) {
    // A child may name a column of its parent again, to say more of it.
    if (Column* own = relation.find_column(column.name)) {
      if (own->type.name.empty()) own->type = column.type;
      if (column.not_null == Answer::yes) own->not_null = Answer::yes;
      continue;
    }
    if (like && !copied.defaults) column.default_expression.reset();
    column.place = relation.place;
    column.type_place = relation.place;
    column.comment.clear();
    const auto position = static_cast<std::ptrdiff_t>(std::min(at, relation.columns.size()));
    relation.columns.insert(relation.columns.begin() + position, std::move(column));
    ++at;
  }
  if (!copied.keys && copied.how != Copied::How::partition) return;
  for (Constraint constraint : source->constraints) {
    const bool is_key =
        constraint.kind == ConstraintKind::primary_key || constraint.kind == ConstraintKind::unique;
    if (!is_key) continue;
    constraint.name.clear();
    constraint.place = relation.place;
    relation.constraints.push_back(std::move(constraint));
  }
}

void Catalog::apply(const CreateRelation& create, bool conditional) {
  Relation relation = create.relation;
  relation.certain = !conditional;
  if (relation.temporary) {
    relation.name.schema = temporary_schema;
  } else if (relation.name.schema.empty()) {
    relation.name.schema = creation_schema();
  }
  if (create.if_not_exists && relations_.contains(relation.name)) return;

  std::size_t copied_columns = 0;
  for (const Copied& copied : create.copies) {
    const std::size_t before = relation.columns.size();
    const std::size_t at = copied_columns + (copied.how == Copied::How::like ? copied.position : 0);
    copy_columns(copied, at, relation);
    copied_columns += relation.columns.size() - before;
  }
  for (const Constraint& constraint : relation.constraints) {
    set_keys_not_null(constraint, Answer::yes, relation);
  }
  remember_relation(relation.name);
  relations_.insert_or_assign(relation.name, std::move(relation));
}

Catalog::ObjectKey Catalog::key_of(ObjectKind kind, const Name& name, const Name& table) const {
  // Types share one space of names, and so do routines.
  if (kind > ObjectKind::enum_type && kind <= ObjectKind::domain) kind = ObjectKind::enum_type;
  if (kind == ObjectKind::procedure || kind == ObjectKind::aggregate) kind = ObjectKind::function;
  const bool of_table =
      kind == ObjectKind::trigger || kind == ObjectKind::policy || kind == ObjectKind::rule;
  const bool in_schema = !of_table && kind != ObjectKind::schema && kind != ObjectKind::role &&
                         kind != ObjectKind::database && kind != ObjectKind::extension;
  std::string schema = of_table ? table.schema : name.schema;
  if (schema.empty() && (in_schema || of_table)) schema = creation_schema();
  return {kind, std::move(schema), of_table ? table.name : std::string(), name.name};
}

std::map<Catalog::ObjectKey, Object>::iterator Catalog::find_object(ObjectKind kind,
                                                                    const Name& name,
                                                                    const Name& table) {
  return objects_.find(key_of(kind, name, table));
}

void Catalog::apply(const CreateObject& create, bool conditional) {
  const ObjectKey key = key_of(create.object.kind, create.object.name, create.object.table);
  if (objects_.contains(key)) return;
  remember_object(key);
  Object object = create.object;
  object.certain = !conditional;
  objects_.emplace(key, std::move(object));
}

void Catalog::drop_objects_of(const Name& relation) {
  std::vector<ObjectKey> gone;
  for (const auto& [key, object] : objects_) {
    const bool same_schema = object.table.schema.empty() || object.table.schema == relation.schema;
    if (object.table.name == relation.name && same_schema) gone.push_back(key);
  }
  for (const ObjectKey& key : gone) {
    remember_object(key);
    objects_.erase(key);
  }
}

void Catalog::drop_relation(Relations::iterator found) {
  const Name name = found->first;
  remember_relation(name);
  relations_.erase(found);
  drop_objects_of(name);
}

void Catalog::apply(const DropRelations& drop, bool conditional) {
  for (const Name& name : drop.names) {
    const auto found = locate(name);
    if (found == relations_.end()) continue;
    if (conditional) {
      remember_relation(found->first);
      found->second.certain = false;
    } else {
      drop_relation(found);
    }
  }
}

void Catalog::apply(const DropObject& drop, bool conditional) {
  const auto found = find_object(drop.kind, drop.name, drop.table);
  if (found == objects_.end()) return;
  remember_object(found->first);
  if (conditional) {
    found->second.certain = false;
  } else {
    objects_.erase(found);
  }
}

void Catalog::apply(const DropSchema& drop, bool conditional) {
  if (conditional) return;
  for (auto entry = relations_.begin(); entry != relations_.end();) {
    const auto next = std::next(entry);
    if (entry->first.schema == drop.name) drop_relation(entry);
    entry = next;
  }
  apply(DropObject{.kind = ObjectKind::schema, .name = {.schema = {}, .name = drop.name}}, false);
}

void Catalog::rename_relation(const Name& name, const Name& to) {
  const auto found = locate(name);
  if (found == relations_.end()) return;
  remember_relation(found->first);
  Relation relation = std::move(found->second);
  relations_.erase(found);
  relation.name = to;
  remember_relation(to);
  relations_.insert_or_assign(to, std::move(relation));
}

void Catalog::apply(const RenameRelation& rename, bool conditional) {
  const auto found = locate(rename.name);
  if (found == relations_.end() || conditional) return;
  rename_relation(found->first, {.schema = found->first.schema, .name = rename.to});
}

void Catalog::apply(const MoveRelation& move, bool conditional) {
  const auto found = locate(move.name);
  if (found == relations_.end() || conditional) return;
  rename_relation(found->first, {.schema = move.schema, .name = found->first.name});
}

void Catalog::apply(const RenameColumn& rename, bool conditional) {
  Relation* relation = change(rename.relation);
  if (relation == nullptr || conditional) return;
  if (Column* column = relation->find_column(rename.name)) column->name = rename.to;
  for (Constraint& constraint : relation->constraints) {
    rename_in(constraint.columns, rename.name, rename.to);
  }
}

void Catalog::apply(const RenameConstraint& rename, bool conditional) {
  Relation* relation = change(rename.relation);
  if (relation == nullptr || conditional) return;
  const auto found = std::ranges::find(relation->constraints, rename.name, &Constraint::name);
  if (found != relation->constraints.end()) found->name = rename.to;
}

void Catalog::apply(const RenameObject& rename, bool conditional) {
  const auto found = find_object(rename.kind, rename.name, rename.table);
  if (found == objects_.end() || conditional) return;
  remember_object(found->first);
  Object object = std::move(found->second);
  objects_.erase(found);
  object.name.name = rename.to;
  const ObjectKey key = key_of(object.kind, object.name, object.table);
  remember_object(key);
  objects_.insert_or_assign(key, std::move(object));
}

void Catalog::apply(const AddColumn& add, bool conditional) {
  Relation* relation = change(add.relation);
  if (relation == nullptr || relation->find_column(add.column.name) != nullptr) return;
  relation->columns.push_back(add.column);
  if (conditional) relation->columns.back().not_null = Answer::unknown;
}

void Catalog::apply(const DropColumn& drop, bool conditional) {
  Relation* relation = change(drop.relation);
  if (relation == nullptr || conditional) return;
  std::erase_if(relation->columns,
                [&](const Column& column) { return column.name == drop.column; });
  std::erase_if(relation->constraints, [&](const Constraint& constraint) {
    return std::ranges::count(constraint.columns, drop.column) > 0;
  });
}

void Catalog::apply(const AlterColumn& alter, bool conditional) {
  Relation* relation = change(alter.relation);
  Column* column = relation == nullptr ? nullptr : relation->find_column(alter.column);
  if (column == nullptr) return;
  if (alter.not_null) column->not_null = conditional ? Answer::unknown : *alter.not_null;
  if (conditional) return;
  if (alter.type) {
    column->type = *alter.type;
    column->type_place = alter.place;
  }
  if (alter.set_default) column->default_expression = alter.set_default;
  if (!alter.drop_default) return;
  column->default_expression.reset();
  column->generated = false;
}

void Catalog::apply(const AddConstraint& add, bool conditional) {
  Relation* relation = change(add.relation);
  if (relation == nullptr) return;
  relation->constraints.push_back(add.constraint);
  set_keys_not_null(add.constraint, conditional ? Answer::unknown : Answer::yes, *relation);
}

void Catalog::apply(const DropConstraint& drop, bool conditional) {
  Relation* relation = change(drop.relation);
  if (relation == nullptr || conditional) return;
  // Columns of a dropped primary key stay NOT NULL.
  std::erase_if(relation->constraints,
                [&](const Constraint& constraint) { return constraint.name == drop.name; });
}

void Catalog::apply(const Comment& comment, bool conditional) {
  Relation* relation = change(comment.relation);
  if (relation == nullptr || conditional) return;
  if (comment.column.empty()) {
    relation->comment = comment.text;
  } else if (Column* column = relation->find_column(comment.column)) {
    column->comment = comment.text;
  }
}

void Catalog::apply(const SetSearchPath& set, bool conditional) {
  if (conditional) return;
  if (in_transaction_) {
    undo_.emplace_back([this, before = search_path_] { search_path_ = before; });
  }
  search_path_ = set.schemas;
}

void Catalog::apply(const TransactionStep& step, bool conditional) {
  if (conditional) return;
  const auto savepoint = std::ranges::find(savepoints_.rbegin(), savepoints_.rend(), step.savepoint,
                                           &std::pair<std::string, std::size_t>::first);
  switch (step.kind) {
    case TransactionStep::Kind::begin:
      in_transaction_ = true;
      return;
    case TransactionStep::Kind::rollback:
      take_back(0);
      [[fallthrough]];
    case TransactionStep::Kind::commit:
      in_transaction_ = false;
      undo_.clear();
      savepoints_.clear();
      return;
    case TransactionStep::Kind::savepoint:
      savepoints_.emplace_back(step.savepoint, undo_.size());
      return;
    case TransactionStep::Kind::release:
      if (savepoint != savepoints_.rend()) {
        savepoints_.erase(std::prev(savepoint.base()), savepoints_.end());
      }
      return;
    case TransactionStep::Kind::rollback_to:
      if (savepoint == savepoints_.rend()) return;
      take_back(savepoint->second);
      savepoints_.erase(savepoint.base(), savepoints_.end());
      return;
  }
}

}  // namespace pglint::catalog
