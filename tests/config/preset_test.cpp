#include "config/preset.h"

#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "rule/rule.h"

namespace pglint::config {
namespace {

// Reports count what a preset leaves by leaving out its ignored rules, which is right only if no
// finding of another rule comes back without them.
TEST_CASE("preset: no ignored rule replaces findings of another rule") {
  for (const Preset& preset : presets()) {
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
