#include "lint/replay_queue.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

namespace pglint {
namespace {

OrderedFile with_names(const LintedFile& file) {
  OrderedFile ordered = ordered_file(file.source);
  for (const Step& step : file.steps) {
    if (const auto* change = change_of(step)) ordered.names.add(*change);
    if (const auto* asked = std::get_if<AskedRelations>(&step))
      ordered.names.add_read(asked->names);
  }
  return ordered;
}

/// The file that made the relation, index, type or other object that is called `name`.
std::optional<std::size_t> maker_of(const catalog::Catalog& catalog, const catalog::Name& name) {
  if (const auto* relation = catalog.find_relation(name)) return relation->place.file;
  if (const auto* relation = catalog.find_index(name)) {
    return relation->find_index(name.name)->place.file;
  }
  const auto is_called = [&](const auto& entry) { return entry.second.name.name == name.name; };
  const auto object = std::ranges::find_if(catalog.objects(), is_called);
  if (object == catalog.objects().end()) return std::nullopt;
  return object->second.place.file;
}

}  // namespace

void ReplayQueue::add(LintedFile&& file, const Done& done) {
  if (!may_wait_) {
    replay_.follow(file);
    replayed_.order.push_back(file.number);
    return done(std::move(file));
  }
  OrderedFile ordered = with_names(file);
  if (ordered.is_plain) {
    folders_.resize(std::max(folders_.size(), file.number + 1));
    folders_[file.number] = ordered.folder;
  }
  if (held_.empty() && !has_to_wait(ordered)) {
    follow(file, ordered);
    made_.insert(ordered.names.made().begin(), ordered.names.made().end());
    return done(std::move(file));
  }
  held_.push_back(std::move(file));
  held_names_.push_back(std::move(ordered));
}

void ReplayQueue::finish(const Done& done) {
  for (const std::size_t place : replay_order(held_names_, made_)) {
    follow(held_[place], held_names_[place]);
    done(std::move(held_[place]));
  }
  held_.clear();
  held_names_.clear();
  replay_.end_run();
}

bool ReplayQueue::has_to_wait(const OrderedFile& file) const {
  if (!file.is_plain) return false;
  const auto is_missing = [&](catalog::DependencyName name) { return !made_.contains(name); };
  return std::ranges::any_of(file.names.needed(), is_missing) ||
         std::ranges::any_of(file.names.queried(), is_missing);
}

/// Numbered scripts are steps of a history, whatever they do.
bool ReplayQueue::is_teardown(const OrderedFile& file) const {
  if (!file.is_plain || !file.chain.empty() || !file.names.only_takes_away()) return false;
  bool takes_any = false;
  for (const catalog::Name& name : file.names.taken_names()) {
    const auto maker = maker_of(replay_.catalog(), name);
    if (!maker) continue;
    if (*maker >= folders_.size() || folders_[*maker] != file.folder) return false;
    takes_any = true;
  }
  return takes_any;
}

void ReplayQueue::follow(LintedFile& file, const OrderedFile& ordered) {
  replayed_.order.push_back(file.number);
  if (is_teardown(ordered)) {
    replayed_.teardown.push_back(file.number);
    std::erase_if(file.steps, [&](const Step& step) {
      // Its statements say nothing of a schema that they do not change.
      return change_of(step) != nullptr ||
             (!replay_.collects_locks() && std::holds_alternative<locks::Statement>(step));
    });
  }
  replay_.follow(file);
}

}  // namespace pglint
