#include "locks/effects.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "locks/choose/facts.h"
#include "locks/locked_objects.h"

namespace pglint::locks {
namespace {

const catalog::Relation* relation_of(const Situation& situation) {
  const Operation& operation = situation.operation;
  if (is_about_type(operation.form)) return nullptr;
  if (is_about_index(operation.form)) return situation.catalog.find_index(operation.object);
  return situation.catalog.find_relation(operation.object);
}

/// Whether any schema has what the operation names: which ones the search path has may be unknown.
bool is_in_a_schema(const Situation& situation) {
  const catalog::Name& object = situation.operation.object;
  if (!object.schema.empty()) return false;
  if (is_about_index(situation.operation.form)) {
    return situation.catalog.has_index_called(object.name);
  }
  const catalog::Relations& relations = situation.catalog.relations();
  const auto at = relations.lower_bound(catalog::NameView("", object.name));
  return at != relations.end() && at->first.name == object.name;
}

/// Whether IF EXISTS skips the statement: the run shows all that was made, and no such thing. A
/// name that is computed, or that another schema has, may mean something.
bool is_skipped(const Situation& situation, const Effects& effects) {
  const Operation& operation = situation.operation;
  const bool may_skip = operation.if_exists && effects.relation == nullptr &&
                        !situation.statement.is_dynamic &&
                        situation.catalog.files().is_history_whole() && !is_in_a_schema(situation);
  switch (operation.form) {
    case Form::drop_index:
    case Form::drop_table:
    case Form::drop_view:
      return may_skip;
    default:
      return false;
  }
}

}  // namespace

const LockedObject* Effects::find(Target target) const {
  const LockedObject* strongest = nullptr;
  for (const LockedObject& lock : locks) {
    if (lock.target != target) continue;
    if (strongest == nullptr || lock.mode > strongest->mode) strongest = &lock;
  }
  return strongest;
}

bool Effects::is(Form form) const {
  return row->form == form ||
         std::ranges::any_of(also, [&](const LockRow* other) { return other->form == form; });
}

Effects effects_of(const Situation& situation) {
  Effects effects;
  effects.relation = relation_of(situation);
  effects.age = situation.session.age_of(effects.relation);
  Choice choice = choose_form(Facts(situation, effects.relation));
  effects.row = &row_of(choice.form, situation.pg_version);
  effects.is_certain = choice.is_certain && !situation.statement.is_conditional;
  effects.involved = std::move(choice.involved);
  if (is_skipped(situation, effects)) {
    effects.age = Age::fresh;
    return effects;
  }
  effects.locks = locks_of(*effects.row, situation, effects);
  for (const Form form : choice.also) {
    effects.also.push_back(&row_of(form, situation.pg_version));
    std::ranges::move(locks_of(*effects.also.back(), situation, effects),
                      std::back_inserter(effects.locks));
  }
  if (is_about_type(situation.operation.form)) {
    const bool is_used = std::ranges::any_of(
        effects.locks, [](const LockedObject& lock) { return is_shared(lock.age); });
    effects.age = is_used ? Age::existing : Age::fresh;
  }
  return effects;
}

std::vector<Effects> effects_of(const Statement& statement, const catalog::Catalog& catalog,
                                const Session& session, int pg_version) {
  std::vector<Effects> all;
  for (const Operation& operation : statement.operations) {
    all.push_back(effects_of({.operation = operation,
                              .statement = statement,
                              .catalog = catalog,
                              .session = session,
                              .pg_version = pg_version}));
  }
  if (all.size() == 1 && all.front().locks.size() == 1) return all;
  std::unordered_map<catalog::NameView, Mode, catalog::NameHash, catalog::SameName> strongest;
  for (const Effects& effects : all) {
    for (const LockedObject& lock : effects.locks) {
      Mode& mode = strongest.try_emplace(lock.name, lock.mode).first->second;
      mode = std::max(mode, lock.mode);
    }
  }
  for (Effects& effects : all) {
    for (LockedObject& lock : effects.locks) lock.mode = strongest.at(lock.name);
  }
  return all;
}

}  // namespace pglint::locks
