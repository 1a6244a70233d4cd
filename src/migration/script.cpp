#include "migration/script.h"

#include <algorithm>
#include <cassert>

namespace pglint::migration {

std::string_view name_of(Direction direction) {
  switch (direction) {
    case Direction::up:
      return "up";
    case Direction::down:
      return "down";
    case Direction::verify:
      return "verify";
    case Direction::unused:
      return "unused";
  }
  assert(false);
  return {};
}

std::string_view name_of(InTransaction state) {
  switch (state) {
    case InTransaction::no:
      return "no";
    case InTransaction::yes:
      return "yes";
    case InTransaction::unknown:
      return "unknown";
  }
  assert(false);
  return {};
}

const Section& Script::section_at(std::size_t offset) const {
  assert(!sections.empty());
  const auto after = std::upper_bound(
      sections.begin(), sections.end(), offset,
      [](std::size_t wanted, const Section& section) { return wanted < section.range.begin; });
  return after == sections.begin() ? sections.front() : *std::prev(after);
}

}  // namespace pglint::migration
