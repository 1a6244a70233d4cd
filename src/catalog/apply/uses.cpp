// Attaches the uses in queries to the facts that they mean.
#include "catalog/apply/uses.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "catalog/apply/applier.h"
#include "catalog/column_lookup.h"

#include "text/ascii.h"

namespace pglint::catalog {
namespace {

/// Attaches a use; false if its fact is not known yet.
bool attach(const UsedColumn& use, Store& store) {
  const FoundColumn found = find_column(use.source, store);
  if (found.column == nullptr) return !found.unseen;
  if (!found.column->evidence.lacks(use.kind, use.detail)) return true;
  Relation* relation = store.edit(found.relation->name);
  relation->edit_column(use.source.column)
      ->evidence.add({.kind = use.kind, .detail = use.detail, .place = use.place});
  return true;
}

bool attach(const UsedRelation& use, Store& store) {
  const Relation* found = store.find(use.relation);
  if (found == nullptr) return false;
  if (!found->evidence.lacks(use.kind, {})) return true;
  store.edit(found->name)->evidence.add({.kind = use.kind, .place = use.place});
  return true;
}

bool attach(const UsedObject& use, Store& store) {
  const Object* found =
      use.sequence ? store.find_object(ObjectKind::sequence, use.name) : store.find_type(use.name);
  // The name of a relation is also the name of its row type.
  if (found == nullptr) return store.find(use.name) != nullptr;
  if (!found->evidence.lacks(ObjectUseKind::mentioned, use.detail)) return true;
  store.edit_object(Store::key_of(*found))
      ->evidence.add({.kind = ObjectUseKind::mentioned, .detail = use.detail, .place = use.place});
  return true;
}

/// Attaches uses if possible, and calls `otherwise` for the rest.
template <class Otherwise>
void attach_all(const NewUses& uses, Store& store, Otherwise&& otherwise) {
  const auto attach_each = [&](const auto& list) {
    for (const auto& use : list) {
      if (!attach(use, store)) otherwise(use);
    }
  };
  attach_each(uses.columns);
  attach_each(uses.relations);
  attach_each(uses.objects);
}

bool is_type_or_sequence(ObjectKind kind) {
  return kind == ObjectKind::sequence ||
         (kind >= ObjectKind::enum_type && kind <= ObjectKind::domain);
}

void attach_words(Store& store) {
  std::vector<std::pair<Store::ObjectKey, Place>> found;
  for (const auto& [key, object] : store.objects()) {
    if (!is_type_or_sequence(object.kind)) continue;
    const Place* place = store.pending_uses().find_word(text::lowered(object.name.name));
    if (place != nullptr) found.emplace_back(key, *place);
  }
  for (const auto& [key, place] : found) {
    store.edit_object(key)->evidence.add({.kind = ObjectUseKind::mentioned, .place = place});
  }
}

}  // namespace

bool Applier::operator()(const NewUses& uses) {
  attach_all(uses, store_, [&](const auto& use) { store_.pending_uses().add(use); });
  for (const UsedWords& words : uses.words) store_.pending_uses().add(words);
  return true;
}

void attach_pending_uses(Store& store) {
  // The path of the last session does not apply to earlier ones.
  std::vector<std::string> path = store.written_path();
  store.set_path({});
  attach_all(store.pending_uses().take(), store, [](const auto&) {});
  store.set_path(std::move(path));
  attach_words(store);
}

}  // namespace pglint::catalog
