#include "config/key.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "text/nearest.h"

namespace pglint::config {
namespace {

constexpr std::array known = {
    Key{"preset", KeyKind::list, Scope::file},
    Key{"select", KeyKind::list, Scope::file},
    Key{"ignore", KeyKind::list, Scope::file},
    Key{"pg-version", KeyKind::number, Scope::file},
    Key{"placeholders", KeyKind::list, Scope::file},
    Key{"check-down", KeyKind::flag, Scope::file},
    Key{"runner", KeyKind::text},
    Key{"all-files", KeyKind::flag},
    Key{"exclude", KeyKind::list},
    Key{"max-file-size", KeyKind::text},
    Key{"context", KeyKind::paths},
    Key{.name = "automatic-context",
        .kind = KeyKind::flag,
        .help = "read the rest of its history for a migration that is named (true by default)"},
    Key{"accept-foreign-suppressions", KeyKind::flag},
    Key{"baseline", KeyKind::path},
    Key{"start-after", KeyKind::text},
    Key{"severity", KeyKind::text},
    Key{"fail-on", KeyKind::text},
    Key{"format", KeyKind::list},
    Key{"max-per-rule", KeyKind::number},
    Key{"quiet", KeyKind::flag},
    Key{"color", KeyKind::text},
    Key{"jobs", KeyKind::number},
};

/// Tables and keys that say how the file itself is read.
constexpr std::array<std::string_view, 3> structure = {"extends", "rules", "override"};

}  // namespace

std::span<const Key> keys() { return known; }

const Key* find_key(std::string_view name) {
  const auto* const found = std::ranges::find(known, name, &Key::name);
  return found == known.end() ? nullptr : found;
}

std::string_view nearest_key(std::string_view name) {
  std::vector<std::string_view> names(structure.begin(), structure.end());
  for (const Key& key : known) names.push_back(key.name);
  return text::nearest(name, names);
}

}  // namespace pglint::config
