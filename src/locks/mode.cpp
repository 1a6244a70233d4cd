#include "locks/mode.h"

namespace pglint::locks {

std::string_view name_of(Mode mode) {
  constexpr std::array<std::string_view, mode_count> names = {
      "ACCESS SHARE", "ROW SHARE",           "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE",
      "SHARE",        "SHARE ROW EXCLUSIVE", "EXCLUSIVE",     "ACCESS EXCLUSIVE",
  };
  return names[static_cast<std::size_t>(mode)];
}

std::string_view what_waits(Mode mode) {
  if (blocks_reads(mode)) return "reads and writes";
  return blocks_writes(mode) ? "writes" : "";
}

}  // namespace pglint::locks
