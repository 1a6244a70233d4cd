#include "catalog/store.h"

#include <algorithm>
#include <utility>

namespace pglint::catalog {
namespace {

/// Ignores `$user`: it names a schema only if a user has a schema of the same name.
bool is_real(std::string_view schema) { return schema != "$user" && !schema.empty(); }

bool is_of_table(ObjectKind kind) {
  return kind == ObjectKind::trigger || kind == ObjectKind::policy || kind == ObjectKind::rule;
}

bool has_schema(ObjectKind kind) {
  return !is_of_table(kind) && kind != ObjectKind::schema && kind != ObjectKind::role &&
         kind != ObjectKind::database && kind != ObjectKind::extension;
}

/// All types share one namespace, and so do all routines.
ObjectKind space_of(ObjectKind kind) {
  if (kind > ObjectKind::enum_type && kind <= ObjectKind::domain) return ObjectKind::enum_type;
  if (kind == ObjectKind::procedure || kind == ObjectKind::aggregate) return ObjectKind::function;
  return kind;
}

Name in_schema(const Relation& relation, const std::string& name) {
  return {.schema = relation.name.schema, .name = name};
}

}  // namespace

Store::ObjectKey Store::key_of(ObjectKind kind, const Name& name, const Name& table) {
  const bool of_table = is_of_table(kind);
  if (kind == ObjectKind::extension) return {kind, {}, {}, name.name};
  return {space_of(kind), of_table ? table.schema : name.schema,
          of_table ? table.name : std::string(), name.name};
}

ObjectKeyView Store::key_view(ObjectKind kind, const NameView& name) {
  if (kind == ObjectKind::extension) return {kind, {}, {}, name.name};
  return {space_of(kind), is_of_table(kind) ? std::string_view() : name.schema, {}, name.name};
}

std::vector<const CutName*> Store::cut_names_to(const std::string& kept) const {
  std::vector<const CutName*> names;
  const auto [first, last] = cut_names_by_rest_.equal_range(kept);
  for (auto entry = first; entry != last; ++entry) names.push_back(&cut_names_[entry->second]);
  return names;
}

void Store::note_cut_name(CutName name) {
  cut_names_by_rest_.emplace(name.kept, cut_names_.size());
  cut_names_.push_back(std::move(name));
}

Store::ObjectKey Store::key_of(const Object& object) {
  Name name = object.name;
  const auto* routine = object.as<Routine>();
  if (routine != nullptr) name.name += "(" + signature_of(*routine) + ")";
  return key_of(object.kind, name, object.table);
}

const Relation* Store::relation(const NameView& name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second;
}

const Object* Store::object(const ObjectKeyView& key) const {
  const auto found = objects_.find(key);
  return found == objects_.end() ? nullptr : &found->second;
}

std::vector<std::string> Store::path() const {
  if (path_.empty()) return {"public"};
  std::vector<std::string> schemas;
  std::ranges::copy_if(path_, std::back_inserter(schemas), is_real);
  return schemas;
}

std::string Store::creation_schema() const {
  const auto first = std::ranges::find_if(path_, is_real);
  return first == path_.end() ? "public" : *first;
}

const Relation* Store::find(const NameView& name) const {
  if (!name.schema.empty()) return relation(name);
  const auto in = [&](std::string_view schema) { return relation(NameView(schema, name.name)); };
  if (const Relation* found = in(temporary_schema)) return found;
  for (const std::string& schema : path_) {
    if (const Relation* found = in(schema)) return found;
  }
  if (!path_.empty()) return nullptr;
  if (const Relation* found = in("public")) return found;
  const auto first = relations_.lower_bound(NameView({}, name.name));
  if (first == relations_.end() || first->first.name != name.name) return nullptr;
  const auto second = std::next(first);
  const bool ambiguous = second != relations_.end() && second->first.name == name.name;
  return ambiguous ? nullptr : &first->second;
}

const Object* Store::object_called(ObjectKind kind, const NameView& name) const {
  if (space_of(kind) != ObjectKind::enum_type) return object(key_view(kind, name));
  const auto found = types_.find(name);
  return found == types_.end() ? nullptr : found->second;
}

const Object* Store::find_object(ObjectKind kind, const NameView& name) const {
  if (!has_schema(kind) || !name.schema.empty()) return object_called(kind, name);
  const auto in = [&](std::string_view schema) {
    return object_called(kind, NameView(schema, name.name));
  };
  if (const Object* found = in(temporary_schema)) return found;
  if (path_.empty()) return in("public");
  for (const std::string& schema : path_) {
    const Object* found = is_real(schema) ? in(schema) : nullptr;
    if (found != nullptr) return found;
  }
  return nullptr;
}

bool Store::has_index_called(std::string_view name) const {
  const auto at = index_tables_.lower_bound(NameView("", name));
  return at != index_tables_.end() && at->first.name == name;
}

const Relation* Store::find_index(const NameView& name) const {
  const auto in = [&](std::string_view schema) -> const Relation* {
    const auto found = index_tables_.find(NameView(schema, name.name));
    return found == index_tables_.end() ? nullptr : relation(found->second);
  };
  if (!name.schema.empty()) return in(name.schema);
  if (const Relation* found = in(temporary_schema)) return found;
  if (path_.empty()) return in("public");
  for (const std::string& schema : path_) {
    const Relation* found = is_real(schema) ? in(schema) : nullptr;
    if (found != nullptr) return found;
  }
  return nullptr;
}

void Store::take_names(const Relation& relation) {
  classes_.add(relation.name);
  if (relation.temporary) temporary_.insert(relation.name);
  for (const Index& index : relation.indexes) {
    classes_.add(in_schema(relation, index.name));
    index_tables_.insert_or_assign(in_schema(relation, index.name), relation.name);
  }
  for (const Constraint& constraint : relation.constraints) {
    constraints_.add(in_schema(relation, constraint.name));
  }
  note_dependencies(relation);
}

void Store::free_names(const Relation& relation) {
  classes_.remove(relation.name);
  temporary_.erase(relation.name);
  for (const Index& index : relation.indexes) {
    classes_.remove(in_schema(relation, index.name));
    index_tables_.erase(in_schema(relation, index.name));
  }
  for (const Constraint& constraint : relation.constraints) {
    constraints_.remove(in_schema(relation, constraint.name));
  }
}

void Store::take_name(const Object& object) {
  const bool is_class =
      object.kind == ObjectKind::sequence || object.kind == ObjectKind::composite_type;
  if (is_class) classes_.add(object.name);
  note_types(object);
  const auto* domain = object.as<Domain>();
  if (domain == nullptr) return;
  for (const DomainConstraint& constraint : domain->constraints) {
    constraints_.add({.schema = object.name.schema, .name = constraint.name});
  }
}

void Store::free_name(const Object& object) {
  const bool is_class =
      object.kind == ObjectKind::sequence || object.kind == ObjectKind::composite_type;
  if (is_class) classes_.remove(object.name);
  const auto* domain = object.as<Domain>();
  if (domain == nullptr) return;
  for (const DomainConstraint& constraint : domain->constraints) {
    constraints_.remove({object.name.schema, constraint.name});
  }
}

Relation* Store::edit(const Name& name) {
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return nullptr;
  remember(name);
  return found->second;
}

Object* Store::edit_object(const ObjectKey& key) {
  const auto found = objects_.find(key);
  if (found == objects_.end()) return nullptr;
  remember_object(key);
  return &found->second;
}

void Store::put(Relation relation) {
  erase(relation.name);
  remember(relation.name);
  insert_relation(std::move(relation));
}

void Store::insert_relation(Relation relation) {
  take_names(relation);
  const Name name = relation.name;
  relations_by_schema_[name.schema].insert(name);
  by_name_[name] = &relations_.insert_or_assign(name, std::move(relation)).first->second;
}

Relations::node_type Store::remove_relation(Relations::iterator relation) {
  free_names(relation->second);
  forget_dependencies(relation->second);
  by_name_.erase(relation->first);
  const auto schema = relations_by_schema_.find(relation->first.schema);
  schema->second.erase(relation->first);
  if (schema->second.empty()) relations_by_schema_.erase(schema);
  return relations_.extract(relation);
}

void Store::erase(const Name& name) {
  const auto found = relations_.find(name);
  if (found == relations_.end()) return;
  auto gone = remove_relation(found);
  if (levels_.empty() || levels_.back().lost.contains(name)) return;
  levels_.back().relations.try_emplace(gone.key(), Kept{.before = std::move(gone.mapped())});
  levels_.back().edited.insert(name);
}

void Store::put_object(Object object) {
  const ObjectKey key = key_of(object);
  erase_object(key);
  remember_object(key);
  insert_object(key, std::move(object));
}

void Store::insert_object(const ObjectKey& key, Object object) {
  take_name(object);
  const Object& kept = objects_.insert_or_assign(key, std::move(object)).first->second;
  if (space_of(kept.kind) == ObjectKind::enum_type) types_.insert_or_assign(kept.name, &kept);
  objects_by_name_.emplace(kept.name.name, &kept);
}

void Store::remove_object(Objects::iterator object) {
  free_name(object->second);
  if (space_of(object->second.kind) == ObjectKind::enum_type) types_.erase(object->second.name);
  const auto [first, last] = objects_by_name_.equal_range(object->second.name.name);
  const auto named =
      std::find_if(first, last, [&](const auto& entry) { return entry.second == &object->second; });
  if (named != last) objects_by_name_.erase(named);
  objects_.erase(object);
}

void Store::erase_object(const ObjectKey& key) {
  const auto found = objects_.find(key);
  if (found == objects_.end()) return;
  remember_object(key);
  remove_object(found);
}

void Store::add_constraint(Relation& relation, Constraint&& constraint) {
  constraints_.add(in_schema(relation, constraint.name));
  if (constraint.kind == ConstraintKind::not_null) ++relation.not_null_constraints;
  relation.constraints.push_back(std::move(constraint));
}

void Store::remove_constraint(Relation& relation, const std::string& constraint) {
  const auto found = relation.constraints.find(constraint);
  if (found == relation.constraints.end()) return;
  constraints_.remove(in_schema(relation, constraint));
  if (found->kind == ConstraintKind::not_null) --relation.not_null_constraints;
  relation.constraints.erase(found);
}

void Store::rename_constraint(Relation& relation, const std::string& constraint,
                              const std::string& to) {
  const auto found = relation.constraints.find(constraint);
  if (found == relation.constraints.end()) return;
  constraints_.remove(in_schema(relation, constraint));
  constraints_.add(in_schema(relation, to));
  relation.constraints.rename(found, to);
}

void Store::add_index(Relation& relation, Index index) {
  classes_.add(in_schema(relation, index.name));
  index_tables_.insert_or_assign(in_schema(relation, index.name), relation.name);
  relation.indexes.push_back(std::move(index));
}

void Store::remove_index(Relation& relation, const std::string& index) {
  const auto found = relation.indexes.find(index);
  if (found == relation.indexes.end()) return;
  classes_.remove(in_schema(relation, index));
  index_tables_.erase(in_schema(relation, index));
  relation.indexes.erase(found);
}

void Store::rename_index(Relation& relation, const std::string& index, const std::string& to) {
  const auto found = relation.indexes.find(index);
  if (found == relation.indexes.end()) return;
  classes_.remove(in_schema(relation, index));
  index_tables_.erase(in_schema(relation, index));
  classes_.add(in_schema(relation, to));
  index_tables_.insert_or_assign(in_schema(relation, to), relation.name);
  relation.indexes.rename(found, to);
}

namespace {

template <class Map, class Key>
const NameSet& names_at(const Map& map, const Key& key) {
  static const NameSet none;
  const auto found = map.find(key);
  return found == map.end() ? none : found->second;
}

/// The name of the sequence in `nextval('public.orders_id_seq'::regclass)`; empty for others.
std::string sequence_in(const std::string& expression) {
  constexpr std::string_view call = "nextval('";
  const std::size_t begin = expression.find(call);
  if (begin == std::string::npos) return {};
  const std::size_t first = begin + call.size();
  std::string name = expression.substr(first, expression.find('\'', first) - first);
  if (name.ends_with('"')) {
    const std::size_t quote = name.rfind('"', name.size() - 2);
    return name.substr(quote + 1, name.size() - quote - 2);
  }
  return name.substr(name.rfind('.') + 1);
}

}  // namespace

const NameSet& Store::dependents(const Name& name) const { return names_at(dependents_, name); }

const NameSet& Store::heirs(const Name& name) const { return names_at(heirs_, name); }

const NameSet& Store::referrers(const Name& name) const { return names_at(referrers_, name); }

const NameSet& Store::users_of_function(const std::string& function) const {
  return names_at(users_of_functions_, function);
}

const NameSet& Store::users_of_sequence(const std::string& sequence) const {
  return names_at(users_of_sequences_, sequence);
}

const NameSet& Store::relations_in(const std::string& schema) const {
  return names_at(relations_by_schema_, schema);
}

const NameSet& Store::default_partitions(const Name& parent) const {
  return names_at(default_partitions_, parent);
}

std::vector<const NameSet*> Store::sets_of_users_of_type(std::string_view type) const {
  std::vector<const NameSet*> sets;
  auto of_schema = dependents_.lower_bound(NameView({}, type));
  for (; of_schema != dependents_.end() && of_schema->first.name == type; ++of_schema) {
    sets.push_back(&of_schema->second);
  }
  const NameSet& of_unknown = names_at(users_of_unknown_types_, type);
  if (!of_unknown.empty()) sets.push_back(&of_unknown);
  return sets;
}

std::vector<const Object*> Store::objects_called(const std::string& name) const {
  std::vector<const Object*> objects;
  const auto [first, last] = objects_by_name_.equal_range(name);
  for (auto entry = first; entry != last; ++entry) objects.push_back(entry->second);
  return objects;
}

template <class Note>
void Store::for_each_dependency(const Relation& relation, Note&& note) {
  const auto on = [&](const Name& name) {
    if (!name.schema.empty()) note(dependents_, name);
  };
  for (const Name& parent : relation.parents) {
    on(parent);
    if (parent.schema.empty()) continue;
    note(heirs_, parent);
    if (relation.is_default_partition) note(default_partitions_, parent);
  }
  std::ranges::for_each(relation.uses, on);
  on(relation.of_type);
  for (const Constraint& constraint : relation.constraints) {
    on(constraint.referenced);
    if (!constraint.referenced.schema.empty()) note(referrers_, constraint.referenced);
  }
  for (const Column& column : relation.columns) {
    const Type& type = column.type;
    if (!type.schema.empty()) {
      on({.schema = type.schema, .name = type.name});
    } else if (!is_builtin_type(type.name)) {
      note(users_of_unknown_types_, type.name);
    }
    if (!column.default_expression) continue;
    const std::string sequence = sequence_in(*column.default_expression);
    if (!sequence.empty()) note(users_of_sequences_, sequence);
  }
  for (const Object& object : relation.objects) {
    const auto* trigger = object.as<Trigger>();
    if (trigger != nullptr) note(users_of_functions_, trigger->function.name);
  }
}

void Store::note_dependencies(const Relation& relation) {
  for_each_dependency(relation,
                      [&](auto& users, const auto& on) { users[on].insert(relation.name); });
}

void Store::forget_dependencies(const Relation& relation) {
  for_each_dependency(relation, [&](auto& users, const auto& on) {
    const auto found = users.find(on);
    if (found == users.end()) return;
    found->second.erase(relation.name);
    if (found->second.empty()) users.erase(found);
  });
}

void Store::note_dependency(const Relation& relation, const Name& on) {
  if (!on.schema.empty()) dependents_[on].insert(relation.name);
}

void Store::note_reference(const Relation& relation, const Name& to) {
  note_dependency(relation, to);
  if (!to.schema.empty()) referrers_[to].insert(relation.name);
}

void Store::note_type(const Relation& relation, const Type& type) {
  if (!type.schema.empty()) {
    note_dependency(relation, {.schema = type.schema, .name = type.name});
  } else if (!is_builtin_type(type.name)) {
    users_of_unknown_types_[type.name].insert(relation.name);
  }
}

void Store::note_default(const Relation& relation, const Column& column) {
  if (!column.default_expression) return;
  const std::string sequence = sequence_in(*column.default_expression);
  if (!sequence.empty()) users_of_sequences_[sequence].insert(relation.name);
}

void Store::note_trigger(const Relation& relation, const Object& object) {
  const auto* trigger = object.as<Trigger>();
  if (trigger != nullptr) users_of_functions_[trigger->function.name].insert(relation.name);
}

std::vector<Store::ObjectKey> Store::type_users(const Name& name) const {
  const auto found = type_users_.find(name);
  if (found == type_users_.end()) return {};
  return {found->second.begin(), found->second.end()};
}

void Store::note_type(const Object& object, const Type& type) {
  if (type.schema.empty()) return;
  type_users_[{.schema = type.schema, .name = type.name}].insert(key_of(object));
}

void Store::note_types(const Object& object) {
  const auto note = [&](const Type& type) { note_type(object, type); };
  if (const auto* routine = object.as<Routine>()) {
    note(routine->returns);
    for (const Argument& argument : routine->arguments) note(argument.type);
  } else if (const auto* domain = object.as<Domain>()) {
    note(domain->base);
  } else if (const auto* range = object.as<RangeType>()) {
    note(range->subtype);
  } else if (const auto* composite = object.as<CompositeType>()) {
    for (const Attribute& attribute : composite->attributes) note(attribute.type);
  }
}

void Store::set_path(std::vector<std::string> path) { path_ = std::move(path); }

}  // namespace pglint::catalog
