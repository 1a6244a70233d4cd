#include "report/lock_json.h"

#include <utility>

namespace pglint::report {
namespace {

text::Json taken_json(const locks::LockedObject& lock) {
  return {{"object", lock.name.shown()},
          {"role", locks::name_of(lock.target)},
          {"mode", locks::name_of(lock.mode)},
          {"new", !locks::is_shared(lock.age)}};
}

}  // namespace

text::Json lock_json(const locks::LockFacts& facts) {
  text::Json taken = text::Json::array();
  for (const locks::LockedObject& lock : facts.locks) taken.push_back(taken_json(lock));
  return {{"form", locks::name_of(facts.row->form)},
          {"statement", facts.row->shown},
          {"certain", facts.is_certain},
          {"locks", std::move(taken)},
          {"waits", locks::what_waits(facts.locks)},
          {"work", locks::name_of(facts.row->work)}};
}

text::Json finding_lock_json(const locks::LockFacts& facts) {
  text::Json json = lock_json(facts);
  text::Json& held = json["held"] = text::Json::array();
  for (const locks::HeldLock& lock : facts.held) held.push_back(held_json(lock));
  return json;
}

text::Json held_json(const locks::HeldLock& lock) {
  return {{"object", lock.object.shown()}, {"mode", locks::name_of(lock.mode)}};
}

}  // namespace pglint::report
