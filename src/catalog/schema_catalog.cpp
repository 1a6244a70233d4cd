#include "catalog/schema_catalog.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "catalog/apply/applier.h"
#include "catalog/apply/unseen_tables.h"
#include "catalog/apply/uses.h"
#include "catalog/change.h"
#include "catalog/store.h"

namespace pglint::catalog {
namespace {

bool ends_failure(const TransactionStep& step) {
  return step.kind == TransactionStep::Kind::commit ||
         step.kind == TransactionStep::Kind::rollback ||
         step.kind == TransactionStep::Kind::rollback_to;
}

Object object_of(const Index& index, const Relation& relation) {
  return {.kind = ObjectKind::index,
          .name = {.schema = relation.name.schema, .name = index.name},
          .table = relation.name,
          .place = index.place,
          .certain = index.certain,
          .comment = index.comment};
}

}  // namespace

Catalog::Catalog() : store_(std::make_unique<Store>()), unseen_(std::make_unique<UnseenTables>()) {}
Catalog::~Catalog() = default;
Catalog::Catalog(Catalog&& other) noexcept = default;
Catalog& Catalog::operator=(Catalog&& other) noexcept = default;

const Relation* Catalog::find_relation(const Name& name) const { return store_->find(name); }
const Relations& Catalog::relations() const { return store_->relations(); }
const Relations& Catalog::unseen_tables() const { return unseen_->relations(); }
const Relation* Catalog::find_seen_or_unseen(const Name& name) const {
  const Relation* seen = store_->find(name);
  return seen == nullptr ? unseen_->find(name) : seen;
}
const Object* Catalog::find_type(const NameView& name) const { return store_->find_type(name); }
const Relation* Catalog::find_index(const Name& name) const { return store_->find_index(name); }
bool Catalog::has_index_called(std::string_view name) const {
  return store_->has_index_called(name);
}
const NameSet& Catalog::dependents(const Name& name) const { return store_->dependents(name); }
const NameSet& Catalog::heirs(const Name& name) const { return store_->heirs(name); }
const std::optional<Place>& Catalog::limit() const { return store_->limit(); }
bool Catalog::has_word(const std::string& word) const {
  return store_->pending_uses().find_word(word) != nullptr;
}

const Drop* Catalog::find_drop(const Dropped& what) const {
  if (!what.relation.schema.empty()) return store_->drops().find(what);
  for (std::string& schema : store_->path()) {
    Dropped there = what;
    there.relation.schema = std::move(schema);
    if (const Drop* drop = store_->drops().find(std::move(there))) return drop;
  }
  return nullptr;
}

std::vector<std::string> Catalog::dropped_columns(const Relation& relation) const {
  std::vector<std::string> columns = store_->drops().columns_of(relation.name);
  std::erase_if(columns, [&](const std::string& column) {
    const Drop* drop =
        find_drop({.kind = DroppedKind::column, .relation = relation.name, .columns = {column}});
    // The table of that name was another one then.
    return drop == nullptr || is_before(drop->statement, relation.place) ||
           relation.find_column(column) != nullptr;
  });
  return columns;
}

const std::vector<CutName>& Catalog::cut_names() const { return store_->cut_names(); }
bool Catalog::has_extension(std::string_view name) const {
  const Name extension = {.schema = {}, .name = std::string(name)};
  return store_->object(Store::key_of(ObjectKind::extension, extension, {})) != nullptr;
}
const Objects& Catalog::objects() const { return store_->objects(); }

std::vector<const Relation*> Catalog::relations_called(const NameSet& names) const {
  std::vector<const Relation*> relations;
  for (const Name& name : names) {
    if (const Relation* relation = store_->relation(name)) relations.push_back(relation);
  }
  return relations;
}

std::vector<const Relation*> Catalog::heirs_of(const Name& parent) const {
  std::vector<const Relation*> heirs = relations_called(store_->heirs(parent));
  std::erase_if(heirs, [&](const Relation* heir) {
    return std::ranges::find(heir->parents, parent) == heir->parents.end();
  });
  return heirs;
}

const Relation* Catalog::default_partition_of(const Name& parent) const {
  for (const Relation* relation : relations_called(store_->default_partitions(parent))) {
    const bool is_it = relation->is_default_partition && relation->partition &&
                       std::ranges::find(relation->parents, parent) != relation->parents.end();
    if (is_it) return relation;
  }
  return nullptr;
}

std::vector<const Relation*> Catalog::referencing(const Name& table) const {
  std::vector<const Relation*> tables = relations_called(store_->dependents(table));
  std::erase_if(tables, [&](const Relation* other) {
    return std::ranges::none_of(other->constraints, [&](const Constraint& constraint) {
      return constraint.kind == ConstraintKind::foreign_key && constraint.referenced == table;
    });
  });
  return tables;
}

std::vector<const Relation*> Catalog::users_of_type(
    std::string_view type, std::size_t most,
    const std::function<bool(const Relation&)>& is_meant) const {
  std::vector<const Relation*> users;
  store_->visit_users_of_type(type, [&](const Name& name) {
    const Relation* relation = store_->relation(name);
    if (relation != nullptr && is_meant(*relation)) users.push_back(relation);
    return users.size() < most;
  });
  return users;
}

std::vector<const Relation*> Catalog::users_of_function(const std::string& function) const {
  return relations_called(store_->users_of_function(function));
}

const NameSet& Catalog::relations_in(const std::string& schema) const {
  return store_->relations_in(schema);
}

std::vector<const Object*> Catalog::objects_called(const std::string& name) const {
  return store_->objects_called(name);
}

const std::vector<Relation>& Catalog::superseded() const { return store_->superseded(); }

const std::vector<Object>& Catalog::superseded_objects() const {
  return store_->superseded_objects();
}

void Catalog::begin_session(const SessionFile& file) {
  files_.begin(file);
  failed_ = false;
  statement_failed_ = false;
  store_->begin_session();
  unseen_->begin_session();
}

void Catalog::end_run() { attach_pending_uses(*store_); }

void Catalog::apply(Change change) {
  if (failed_) {
    const auto* step = std::get_if<TransactionStep>(&change.what);
    if (step == nullptr || !ends_failure(*step)) return;
    failed_ = false;
    if (step->kind != TransactionStep::Kind::rollback_to) {
      store_->rollback();
      unseen_->rollback();
      return;
    }
  }
  unseen_->follow(change, *store_, files_);
  const bool conditional = change.conditional;
  if (apply_part(change) || conditional) return;
  if (store_->in_transaction()) failed_ = true;
}

bool Catalog::apply_part(Change& change) {
  if (change.part == Part::whole) {
    return std::visit(Applier(*store_, files_, change), std::move(change.what));
  }
  if (change.part == Part::first) {
    statement_failed_ = false;
    store_->begin_statement();
  }
  if (statement_failed_) return true;
  const bool done =
      std::visit(Applier(*store_, files_, change), std::move(change.what)) || change.conditional;
  if (!done) {
    statement_failed_ = true;
    store_->take_back_statement();
  } else if (change.part == Part::last) {
    store_->end_statement();
  }
  return done;
}

void Catalog::for_each_object(const std::function<void(const Object&)>& visit) const {
  for (const auto& [key, object] : store_->objects()) {
    if (!object.implicit) visit(object);
  }
  for (const auto& [name, relation] : store_->relations()) {
    for (const Index& index : relation.indexes) {
      if (index.named && index.constraint.empty()) visit(object_of(index, relation));
    }
    for (const Object& object : relation.objects) {
      if (!object.implicit) visit(object);
    }
  }
}

}  // namespace pglint::catalog
