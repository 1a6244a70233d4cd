#include "locks/record.h"

namespace pglint::locks {

LockFacts facts_of(const Effects& effects, const Session& session) {
  return {.row = effects.row,
          .is_certain = effects.is_certain,
          .locks = effects.locks,
          .held = session.strongest_held()};
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
