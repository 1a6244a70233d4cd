#include "catalog/schema_catalog.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <variant>

#include "catalog/apply/applier.h"
#include "catalog/apply/uses.h"

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

void Catalog::begin_session() {
  failed_ = false;
  statement_failed_ = false;
  store_.begin_session();
}

void Catalog::end_run() { attach_pending_uses(store_); }

void Catalog::apply(Change change) {
  if (failed_) {
    const auto* step = std::get_if<TransactionStep>(&change.what);
    if (step == nullptr || !ends_failure(*step)) return;
    failed_ = false;
    if (step->kind != TransactionStep::Kind::rollback_to) {
      store_.rollback();
      return;
    }
  }
  const bool conditional = change.conditional;
  if (apply_part(change) || conditional) return;
  if (store_.in_transaction()) failed_ = true;
}

bool Catalog::apply_part(Change& change) {
  if (change.part == Part::whole) {
    return std::visit(Applier(store_, change), std::move(change.what));
  }
  if (change.part == Part::first) {
    statement_failed_ = false;
    store_.begin_statement();
  }
  if (statement_failed_) return true;
  const bool done =
      std::visit(Applier(store_, change), std::move(change.what)) || change.conditional;
  if (!done) {
    statement_failed_ = true;
    store_.take_back_statement();
  } else if (change.part == Part::last) {
    store_.end_statement();
  }
  return done;
}

Catalog::NamedObjects Catalog::named_objects() const {
  NamedObjects named;
  for (const auto& [key, object] : store_.objects()) {
    if (!object.implicit) named.sorted.push_back(&object);
  }
  for (const auto& [name, relation] : store_.relations()) {
    for (const Index& index : relation.indexes) {
      if (!index.named || !index.constraint.empty()) continue;
      named.sorted.push_back(&named.indexes.emplace_back(object_of(index, relation)));
    }
    for (const Object& object : relation.objects) {
      if (!object.implicit) named.sorted.push_back(&object);
    }
  }
  std::ranges::stable_sort(named.sorted, [](const Object* a, const Object* b) {
    return std::tie(a->kind, a->table.schema, a->name.schema, a->table.name, a->name.name) <
           std::tie(b->kind, b->table.schema, b->name.schema, b->table.name, b->name.name);
  });
  return named;
}

}  // namespace pglint::catalog
