// Choices of rules that have a name: for a purpose, or for those whose tables a framework makes.
#pragma once

#include <span>
#include <string_view>

namespace pglint::config {

struct Preset {
  std::string_view name;
  std::string_view help;
  /// Names as `select` takes them; empty for what is on by default.
  std::span<const std::string_view> select = {};
  std::span<const std::string_view> ignore = {};
  bool reports_doubts = false;  ///< also what pglint is not sure of: `min-confidence` is low
};

[[nodiscard]] std::span<const Preset> presets();

/// The preset of that name, or null.
[[nodiscard]] const Preset* find_preset(std::string_view name);

}  // namespace pglint::config
