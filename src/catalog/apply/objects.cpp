// Objects other than relations: CREATE, DROP, RENAME, SET SCHEMA.
#include <algorithm>
#include <utility>

#include "catalog/apply/applier.h"
#include "catalog/weight.h"

namespace pglint::catalog {
namespace {

bool is_of_table(ObjectKind kind) {
  return kind == ObjectKind::trigger || kind == ObjectKind::policy || kind == ObjectKind::rule;
}

bool has_schema(ObjectKind kind) {
  return !is_of_table(kind) && kind != ObjectKind::schema && kind != ObjectKind::role &&
         kind != ObjectKind::database && kind != ObjectKind::extension;
}

bool is_type(ObjectKind kind) {
  return kind >= ObjectKind::enum_type && kind <= ObjectKind::domain;
}

/// Triggers, policies and rules have separate namespaces.
Parts<Object>::iterator find_in(const Parts<Object>& objects, ObjectKind kind,
                                const std::string& name) {
  return objects.find(name, [&](const Object& object) { return object.kind == kind; });
}

/// As the functions of triggers do.
bool takes_no_arguments(const Object& object) {
  const auto* routine = object.as<Routine>();
  return routine != nullptr && routine->arguments.empty();
}

/// Whether it is a trigger that calls the function, whose schema may not be written there.
bool calls(const Object& object, const Name& function) {
  const auto* trigger = object.as<Trigger>();
  if (trigger == nullptr || trigger->function.name != function.name) return false;
  return trigger->function.schema.empty() || trigger->function.schema == function.schema;
}

}  // namespace

bool Applier::create_attached(Object object, bool or_replace) {
  const Relation* found = store_.find(object.table);
  if (found == nullptr) {
    store_.put_object(std::move(object));
    return true;
  }
  const Name table = found->name;
  const Follow follow(*this, table);
  const bool is_copy = depth_ > 1 || object.implicit;
  if (follow.is_too_far() || (is_copy && !may_copy(weight_of(object)))) return true;
  object.table = table;
  Relation* relation = store_.edit(table);
  if (!has_room(*relation, relation->objects.size())) return true;
  const auto same = find_in(relation->objects, object.kind, object.name.name);
  if (same != relation->objects.end()) {
    if (!or_replace) return conditional_;
    relation->objects.erase(same);
  }
  const auto* trigger = object.as<Trigger>();
  const bool clones = trigger != nullptr && trigger->for_each_row && relation->partitioned;
  relation->objects.push_back(object);
  store_.note_trigger(*relation, object);
  if (!clones) return true;
  object.implicit = true;
  object.as<Trigger>()->inherited = true;
  for (const Name& child : children_of(table)) {
    object.table = child;
    create_attached(object, true);
  }
  return true;
}

bool Applier::operator()(const CreateObject& create) {
  Object object = create.object;
  object.certain = !conditional_;
  object.changed = statement_;
  if (is_of_table(object.kind)) return create_attached(std::move(object), create.or_replace);
  if (has_schema(object.kind) && object.name.schema.empty()) {
    object.name.schema = store_.creation_schema();
  }
  if (auto* routine = object.as<Routine>()) {
    for (Argument& argument : routine->arguments) resolve_called(argument.type);
    resolve_called(routine->returns);
  } else if (auto* composite = object.as<CompositeType>()) {
    composite->attributes.edit_each([&](Attribute& attribute) { resolve(attribute.type); });
  } else if (auto* domain = object.as<Domain>()) {
    resolve(domain->base);
    name_domain_constraints(object);
  } else if (auto* range = object.as<RangeType>()) {
    resolve(range->subtype);
  }
  const Store::ObjectKey key = Store::key_of(object);
  const bool is_class =
      object.kind == ObjectKind::sequence || object.kind == ObjectKind::composite_type;
  const Object* existing = store_.object(key);
  if (existing != nullptr || (is_class && store_.is_class(object.name))) {
    if (existing == nullptr) return false;
    const bool replaces = create.or_replace || existing->place.file != object.place.file;
    if (!replaces || conditional_) return existing->kind == ObjectKind::schema;
    object.comment = existing->comment;
    if (!create.or_replace && stays_beside(existing->place)) store_.keep_superseded(*existing);
  }
  const Name name = object.name;
  if (object.kind == ObjectKind::extension) add_extension_types(object);
  if (const auto* range = object.as<RangeType>()) {
    Object multirange = object;
    multirange.name.name = range->multirange;
    multirange.implicit = true;
    multirange.as<RangeType>()->multirange.clear();
    store_.put_object(std::move(multirange));
  }
  store_.put_object(std::move(object));
  if (!create.owner_table) return true;
  return (*this)(AlterSequence{
      .sequence = name, .owned = true, .table = create.owner_table, .column = create.owner_column});
}

Object* Applier::find_attached(ObjectKind kind, const Name& name, const Name& table) {
  const Relation* found = store_.find(table);
  if (found == nullptr) return store_.edit_object(Store::key_of(kind, name, table));
  Relation* relation = store_.edit(found->name);
  const auto object = find_in(relation->objects, kind, name.name);
  return object == relation->objects.end() ? nullptr : &relation->objects.edit(object);
}

void Applier::rename_attached(const RenameObject& rename) {
  const Relation* found = store_.find(rename.table);
  if (found == nullptr) {
    Object* object = store_.edit_object(Store::key_of(rename.kind, rename.name, rename.table));
    if (object != nullptr) object->name.name = rename.to;
    return;
  }
  Relation* relation = store_.edit(found->name);
  const auto object = find_in(relation->objects, rename.kind, rename.name.name);
  if (object != relation->objects.end()) relation->objects.rename(object, rename.to);
}

const Object* Applier::find(ObjectKind kind, const Name& name,
                            const std::optional<std::vector<Type>>& arguments) const {
  const bool routine = kind == ObjectKind::function || kind == ObjectKind::procedure ||
                       kind == ObjectKind::aggregate;
  if (!routine) return store_.find_object(kind, name);
  if (arguments) {
    Routine called;
    for (Type type : *arguments) {
      resolve_called(type);
      called.arguments.push_back({.name = {}, .type = std::move(type)});
    }
    return store_.find_object(kind, {name.schema, name.name + "(" + signature_of(called) + ")"});
  }
  const auto schemas = name.schema.empty() ? store_.path() : std::vector<std::string>{name.schema};
  for (const std::string& schema : schemas) {
    const auto key = Store::key_of(kind, {.schema = schema, .name = name.name + "("}, {});
    const auto first = store_.objects().lower_bound(key);
    if (first == store_.objects().end()) continue;
    const Object& object = first->second;
    if (object.name == Name{.schema = schema, .name = name.name} && object.as<Routine>()) {
      return &object;
    }
  }
  return nullptr;
}

bool Applier::operator()(const DropObject& drop) {
  if (is_of_table(drop.kind)) return drop_attached(drop.kind, drop.name, drop.table);
  if (drop.kind == ObjectKind::index) {
    const Relation* relation = store_.find_index(drop.name);
    if (relation != nullptr) {
      // PostgreSQL rejects it for the index of a partitioned table.
      if (drop.concurrently && relation->partitioned) return conditional_;
      Relation* changed = store_.edit(relation->name);
      changed->changed = statement_;
      if (conditional_) {
        changed->edit_index(drop.name.name)->certain = false;
      } else {
        drop_index_of(*changed, drop.name.name);
      }
      return true;
    }
  }
  const Object* object = find(drop.kind, drop.name, drop.arguments);
  if (object == nullptr) return true;
  const Store::ObjectKey key = Store::key_of(*object);
  if (conditional_) {
    store_.edit_object(key)->certain = false;
    return true;
  }
  const Object dropped = *object;
  store_.erase_object(key);
  if (const auto* range = dropped.as<RangeType>()) {
    const Name multirange = {.schema = dropped.name.schema, .name = range->multirange};
    store_.erase_object(Store::key_of(dropped.kind, multirange, {}));
    if (drop.cascade) drop_uses_of_type(multirange);
  }
  if (const auto* sequence = dropped.as<Sequence>()) {
    if (Relation* owner = store_.edit(sequence->table)) {
      std::erase_if(owner->sequences,
                    [&](const OwnedSequence& owned) { return owned.sequence == dropped.name; });
    }
  }
  if (drop.cascade) drop_uses(dropped);
  return true;
}

bool Applier::drop_attached(ObjectKind kind, const Name& name, const Name& table) {
  const Relation* found = store_.find(table);
  if (found == nullptr) {
    store_.erase_object(Store::key_of(kind, name, table));
    return true;
  }
  const Name owner = found->name;
  Relation* relation = store_.edit(owner);
  const auto object = find_in(relation->objects, kind, name.name);
  if (object == relation->objects.end()) return true;
  if (conditional_) {
    relation->objects.edit(object).certain = false;
    return true;
  }
  relation->objects.erase(object);
  for (const Name& child : children_of(owner)) {
    Relation* partition = store_.edit(child);
    const auto copy = find_in(partition->objects, kind, name.name);
    const auto* trigger = copy == partition->objects.end() ? nullptr : copy->as<Trigger>();
    if (trigger != nullptr && trigger->inherited) drop_attached(kind, name, child);
  }
  return true;
}

void Applier::drop_extension(const std::string& extension) {
  std::vector<Store::ObjectKey> members;
  for (const auto& [key, object] : store_.objects()) {
    if (object.extension == extension) members.push_back(key);
  }
  for (const Store::ObjectKey& key : members) {
    const Name type = store_.object(key)->name;
    store_.erase_object(key);
    drop_uses_of_type(type);
  }
}

void Applier::drop_uses(const Object& dropped) {
  if (dropped.kind == ObjectKind::extension) return drop_extension(dropped.name.name);
  if (is_type(dropped.kind)) return drop_uses_of_type(dropped.name);
  const std::string call = dropped.name.name;
  const NameSet users = dropped.kind == ObjectKind::sequence ? store_.users_of_sequence(call)
                                                             : store_.users_of_function(call);
  for (const Name& user : users) {
    Relation* relation = store_.edit(user);
    if (relation == nullptr) continue;
    relation->objects.erase_if([&](const Object& object) {
      return takes_no_arguments(dropped) && calls(object, dropped.name);
    });
    relation->columns.edit_if(
        [&](const Column& column) {
          return dropped.kind == ObjectKind::sequence && column.default_expression &&
                 column.default_expression->find("nextval(") != std::string::npos &&
                 column.default_expression->find(call) != std::string::npos;
        },
        [](Column& column) { column.default_expression.reset(); });
  }
}

void Applier::change_name(const Object& object, const Name& to) {
  Object renamed = object;
  const Name from = object.name;
  store_.erase_object(Store::key_of(object));
  renamed.name = to;
  renamed.changed = statement_;
  if (const auto* sequence = renamed.as<Sequence>()) {
    if (Relation* owner = store_.edit(sequence->table)) {
      for (OwnedSequence& owned : owner->sequences) {
        if (owned.sequence == from) owned.sequence = to;
      }
    }
  }
  const bool type = is_type(renamed.kind);
  const bool may_be_called = takes_no_arguments(renamed);
  store_.put_object(std::move(renamed));
  if (type) rename_type(from, to);
  if (may_be_called) rename_called(from, to);
}

void Applier::rename_called(const Name& from, const Name& to) {
  const auto is_meant = [&](const Object& object) { return calls(object, from); };
  for (const Name& user : NameSet(store_.users_of_function(from.name))) {
    Relation* relation = store_.edit(user);
    if (relation == nullptr) continue;
    relation->objects.edit_if(is_meant, [&](Object& object) {
      Name& function = object.as<Trigger>()->function;
      function.name = to.name;
      if (!function.schema.empty()) function.schema = to.schema;
    });
    store_.note_dependencies(*relation);
  }
}

bool Applier::operator()(const RenameObject& rename) {
  if (conditional_) return true;
  if (is_of_table(rename.kind)) {
    rename_attached(rename);
    return true;
  }
  if (rename.kind == ObjectKind::index) {
    const Relation* relation = store_.find_index(rename.name);
    if (relation != nullptr) return rename_index(relation->name, rename.name.name, rename.to);
    // ALTER INDEX also renames tables.
    if (store_.find(rename.name) != nullptr) {
      return (*this)(RenameRelation{.name = rename.name, .to = rename.to});
    }
  }
  if (rename.kind == ObjectKind::schema) rename_schema(rename.name.name, rename.to);
  const Object* object = find(rename.kind, rename.name, rename.arguments);
  if (object == nullptr) return true;
  change_name(*object, {.schema = object->name.schema, .name = rename.to});
  return true;
}

bool Applier::rename_index(const Name& table, const std::string& from, const std::string& to) {
  Relation* relation = store_.edit(table);
  if (store_.is_class({table.schema, to})) return false;
  store_.rename_index(*relation, from, to);
  Index* index = relation->edit_index(to);
  if (!index->constraint.empty()) {
    store_.rename_constraint(*relation, from, to);
    index->constraint = to;
    if (Constraint* constraint = relation->edit_constraint(to)) constraint->index = to;
  }
  for (const Name& child : children_of(table)) {
    store_.edit(child)->indexes.edit_if([&](const Index& part) { return part.parent == from; },
                                        [&](Index& part) { part.parent = to; });
  }
  return true;
}

void Applier::rename_schema(const std::string& from, const std::string& to) {
  for (const Name& name : NameSet(store_.relations_in(from))) {
    rename_relation(name, {.schema = to, .name = name.name});
  }
  // Types first: the types of their arguments identify routines.
  for (const bool types : {true, false}) {
    std::vector<Store::ObjectKey> objects;
    for (const Store::ObjectKey& key : store_.objects_in(from)) {
      const ObjectKind kind = store_.object(key)->kind;
      if (has_schema(kind) && is_type(kind) == types) objects.push_back(key);
    }
    for (const Store::ObjectKey& key : objects) {
      const Object* object = store_.object(key);
      if (object != nullptr) change_name(*object, {.schema = to, .name = object->name.name});
    }
  }
}

bool Applier::operator()(const MoveObject& move) {
  const Object* object = find(move.kind, move.name, move.arguments);
  if (object == nullptr || conditional_ || !has_schema(move.kind)) return true;
  change_name(*object, {.schema = move.schema, .name = object->name.name});
  return true;
}

bool Applier::operator()(const CommentObject& comment) {
  if (conditional_) return true;
  if (is_of_table(comment.kind)) {
    Object* object = find_attached(comment.kind, comment.name, comment.table);
    if (object != nullptr) object->comment = comment.text;
    return true;
  }
  if (comment.kind == ObjectKind::index) {
    const Relation* relation = store_.find_index(comment.name);
    if (relation == nullptr) return true;
    store_.edit(relation->name)->edit_index(comment.name.name)->comment = comment.text;
    return true;
  }
  const Object* object = find(comment.kind, comment.name, comment.arguments);
  if (object != nullptr) store_.edit_object(Store::key_of(*object))->comment = comment.text;
  return true;
}

bool Applier::operator()(const AlterPolicy& alter) {
  if (conditional_) return true;
  Object* object = find_attached(ObjectKind::policy, alter.name, alter.relation);
  auto* policy = object == nullptr ? nullptr : object->as<Policy>();
  if (policy == nullptr) return true;
  object->changed = statement_;
  if (alter.using_place) policy->using_place = *alter.using_place;
  if (alter.check_place) policy->check_place = *alter.check_place;
  return true;
}

bool Applier::operator()(const AlterRoutine& alter) {
  const Object* object = find(ObjectKind::function, alter.name, alter.arguments);
  if (object == nullptr || conditional_) return true;
  auto* routine = store_.edit_object(Store::key_of(*object))->as<Routine>();
  if (routine == nullptr) return true;
  if (alter.volatility) routine->volatility = *alter.volatility;
  if (alter.security_definer) routine->security_definer = *alter.security_definer;
  if (alter.strict) routine->strict = *alter.strict;
  return true;
}

}  // namespace pglint::catalog
