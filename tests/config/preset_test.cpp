#include "config/preset.h"

#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "rule/rule.h"

namespace pglint::config {
namespace {

// Reports count what the preset of an ORM leaves by leaving out its ignored rules, which is right
// only if no finding of another rule comes back without them. They never name `maintenance-window`.
TEST_CASE("preset: no ignored rule of an ORM replaces findings of another rule") {
  for (const Preset& preset : presets()) {
    if (preset.name == "maintenance-window") continue;
    for (const Rule* rule : all_rules()) {
      const bool is_ignored = std::ranges::count(preset.ignore, rule->id) > 0;
      if (!is_ignored) continue;
      INFO(preset.name << " " << rule->id);
      CHECK(rule->replaces.front().empty());
    }
  }
}

}  // namespace
}  // namespace pglint::config
