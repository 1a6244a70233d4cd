// Transactions: each level keeps the earlier versions of facts that changed since it began.
#include <algorithm>
#include <utility>

#include "catalog/store.h"
#include "catalog/weight.h"

namespace pglint::catalog {
namespace {

/// What the levels keep at most, as `weight_of` counts it. Nested savepoints with a change each
/// would keep a copy of the whole table or type for every one.
constexpr std::size_t most_kept = 400'000;

template <class Fact>
std::size_t weight_of_kept(const std::optional<Fact>& before) {
  return before ? weight_of(*before) : 0;
}

}  // namespace

void Store::remember(const Name& name) {
  if (levels_.empty()) return;
  Level& level = levels_.back();
  level.edited.insert(name);
  if (level.relations.contains(name) || level.lost.contains(name)) return;
  const Relation* before = relation(name);
  if (before != nullptr && kept_ > most_kept) {
    note_limit(before->place);
    level.lost.insert(name);
    return;
  }
  level.relations.emplace(
      name, Kept{.before = before == nullptr ? std::nullopt : std::optional<Relation>(*before)});
}

void Store::weigh_last_level() {
  if (levels_.size() < 2) return;
  Level& level = levels_.back();
  for (const Name& name : std::exchange(level.edited, {})) {
    const auto kept = level.relations.find(name);
    if (kept == level.relations.end() || !kept->second.before) continue;
    const Relation* present = relation(name);
    const std::size_t weight = present == nullptr
                                   ? weight_of(*kept->second.before)
                                   : weight_apart_from(*kept->second.before, *present);
    kept_ -= std::min(kept_, kept->second.weight);
    kept_ += kept->second.weight = weight;
  }
}

void Store::forget(const Level& level) {
  for (const auto& [name, kept] : level.relations) kept_ -= std::min(kept_, kept.weight);
  for (const auto& [key, before] : level.objects) kept_ -= std::min(kept_, weight_of_kept(before));
}

void Store::remember_object(const ObjectKey& key) {
  if (levels_.empty()) return;
  Level& level = levels_.back();
  if (level.objects.contains(key) || level.lost_objects.contains(key)) return;
  const Object* before = object(key);
  const std::size_t weight = before == nullptr ? 0 : weight_of(*before);
  if (before != nullptr && kept_ + weight > most_kept) {
    note_limit(before->place);
    level.lost_objects.insert(key);
    return;
  }
  kept_ += weight;
  level.objects.emplace(key, before == nullptr ? std::nullopt : std::optional<Object>(*before));
}

void Store::restore(Level& level) {
  forget(level);
  // Removes everything before it restores anything: a name may have moved to another fact.
  for (const auto& [name, kept] : level.relations) {
    const auto found = relations_.find(name);
    if (found != relations_.end()) remove_relation(found);
  }
  for (auto& [name, kept] : level.relations) {
    if (kept.before) insert_relation(std::move(*kept.before));
  }
  for (auto& [key, before] : level.objects) {
    const auto found = objects_.find(key);
    if (found != objects_.end()) remove_object(found);
    if (before) insert_object(key, std::move(*before));
  }
  for (const Name& name : level.lost) make_uncertain(name);
  for (const ObjectKey& key : level.lost_objects) {
    const auto found = objects_.find(key);
    if (found != objects_.end()) found->second.certain = false;
  }
  path_ = std::move(level.path);
}

std::vector<Store::ObjectKey> Store::objects_in(std::string_view schema) const {
  std::vector<ObjectKey> objects;
  // Within a kind, the objects of a schema are adjacent.
  for (auto entry = objects_.begin(); entry != objects_.end();) {
    const ObjectKind kind = std::get<0>(entry->first);
    entry = objects_.lower_bound(ObjectKeyView(kind, schema, {}, {}));
    for (; entry != objects_.end() && std::get<0>(entry->first) == kind &&
           std::get<1>(entry->first) == schema;
         ++entry) {
      objects.push_back(entry->first);
    }
    const auto next = static_cast<ObjectKind>(static_cast<int>(kind) + 1);
    entry = objects_.lower_bound(ObjectKeyView(next, {}, {}, {}));
  }
  // The keys of extensions have no schema.
  for (auto entry = objects_.lower_bound(ObjectKeyView(ObjectKind::extension, {}, {}, {}));
       entry != objects_.end() && std::get<0>(entry->first) == ObjectKind::extension; ++entry) {
    if (entry->second.name.schema == schema) objects.push_back(entry->first);
  }
  return objects;
}

void Store::begin_session() {
  path_.clear();
  path_after_commit_.reset();
  levels_.clear();
  kept_ = 0;
  for (const Name& name : std::set<Name, ByName>(temporary_)) erase(name);
  for (const ObjectKey& key : objects_in(temporary_schema)) erase_object(key);
}

void Store::begin() {
  if (levels_.empty()) levels_.push_back({.path = path_});
}

void Store::commit() {
  levels_.clear();
  kept_ = 0;
  if (path_after_commit_) path_ = std::move(*path_after_commit_);
  path_after_commit_.reset();
}

void Store::rollback() {
  for (; !levels_.empty(); levels_.pop_back()) restore(levels_.back());
  path_after_commit_.reset();
}

void Store::savepoint(std::string name) {
  if (levels_.empty()) return;
  weigh_last_level();
  levels_.push_back({.savepoint = std::move(name), .path = path_});
}

void Store::begin_statement() { levels_.push_back({.path = path_, .of_statement = true}); }

void Store::end_statement() {
  if (levels_.empty() || !levels_.back().of_statement) return;
  merge_last_level();
}

void Store::take_back_statement() {
  if (levels_.empty() || !levels_.back().of_statement) return;
  restore(levels_.back());
  levels_.pop_back();
}

void Store::merge_last_level() {
  Level level = std::move(levels_.back());
  levels_.pop_back();
  if (levels_.empty()) {
    kept_ = 0;
    return;
  }
  // If the level below has no earlier version, the fact had not changed before this level.
  levels_.back().relations.merge(level.relations);
  levels_.back().edited.merge(level.edited);
  levels_.back().objects.merge(level.objects);
  forget(level);  // of these, the level below has kept what was before
  for (const Name& name : level.lost) {
    if (!levels_.back().relations.contains(name)) levels_.back().lost.insert(name);
  }
  for (const ObjectKey& key : level.lost_objects) {
    if (!levels_.back().objects.contains(key)) levels_.back().lost_objects.insert(key);
  }
}

bool Store::release(const std::string& name) {
  const auto found = std::ranges::find(levels_.rbegin(), levels_.rend(), name, &Level::savepoint);
  if (name.empty() || found == levels_.rend()) return false;
  const auto keep = static_cast<std::size_t>(std::distance(found, levels_.rend())) - 1;
  while (levels_.size() > keep) merge_last_level();
  return true;
}

bool Store::rollback_to(const std::string& name) {
  const auto found = std::ranges::find(levels_.rbegin(), levels_.rend(), name, &Level::savepoint);
  if (name.empty() || found == levels_.rend()) return false;
  const auto keep = static_cast<std::size_t>(std::distance(found, levels_.rend()));
  while (levels_.size() >= keep) {
    restore(levels_.back());
    levels_.pop_back();
  }
  savepoint(name);
  return true;
}

bool Store::may_follow() {
  constexpr std::size_t most_followed = 2'000'000;
  return followed_ < most_followed && ++followed_ > 0;
}

bool Store::may_copy(std::size_t weight) {
  constexpr std::size_t most_copied = 1'000'000;
  if (copied_ + weight > most_copied) return false;
  copied_ += weight;
  return true;
}

void Store::make_uncertain(const Name& name) {
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return;
  found->second->certain = false;
  found->second->columns_known = false;
}

void Store::remember_path_for_commit() {
  if (!path_after_commit_) path_after_commit_ = path_;
}

}  // namespace pglint::catalog
