// Named sets of rules, for a purpose or for an ORM.
#pragma once

#include <span>
#include <string_view>

namespace pglint::config {

struct Preset {
  std::string_view name;
  std::string_view help;
  /// Names as in `select`; empty for the default rules.
  std::span<const std::string_view> select = {};
  std::span<const std::string_view> ignore = {};
  bool reports_doubts = false;  ///< sets `min-confidence` to low
};

[[nodiscard]] std::span<const Preset> presets();

/// The preset of that name, or null.
[[nodiscard]] const Preset* find_preset(std::string_view name);

}  // namespace pglint::config
