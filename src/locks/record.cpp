#include "locks/record.h"

#include <utility>

namespace pglint::locks {

LockFacts facts_of(const Effects& effects, const Session& session) {
  constexpr std::size_t most_held = 100;
  std::vector<HeldLock> held = session.strongest_held(most_held);
  const std::size_t more_held = session.held_objects() - held.size();
  return {.row = effects.row,
          .is_certain = effects.is_certain,
          .locks = effects.locks,
          .held = std::move(held),
          .more_held = more_held};
}

std::string_view what_waits(const std::vector<LockedObject>& locks) {
  std::string_view waits;
  for (const LockedObject& lock : locks) {
    if (!is_shared(lock.age)) continue;
    const std::string_view here = what_waits(lock.mode);
    if (here.size() > waits.size()) waits = here;
  }
  return waits;
}

}  // namespace pglint::locks
