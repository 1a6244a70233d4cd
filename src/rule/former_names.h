// Names that rules and groups had before, for "did you mean". CHANGELOG.md lists them.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace pglint {

struct FormerName {
  std::string_view before;
  std::string_view now;
};

inline constexpr std::array<FormerName, 14> former_names = {{
    {"address-block", "repeated-address"},
    {"boolean-flags", "state-in-booleans"},
    {"char-identifier", "fixed-length-char"},
    {"composite-key", "oversized-primary-key"},
    {"create-rule", "rewrite-rule"},
    {"current-time", "current-time-function"},
    {"json-as-rows", "rows-in-json"},
    {"natural-primary-key", "unsuitable-primary-key"},
    {"not-analysed", "not-analyzed"},
    {"nullable-timestamps", "nullable-timestamp"},
    {"plural-table-name", "inconsistent-plural"},
    {"self-reference", "unsafe-self-reference"},
    {"shared-column-cluster", "repeated-column-group"},
    {"wiki", "dont-do-this"},
}};

/// The present name of what was called `before`; empty if nothing was.
[[nodiscard]] constexpr std::string_view present_name_of(std::string_view before) {
  const auto* const found = std::ranges::find(former_names, before, &FormerName::before);
  return found == former_names.end() ? std::string_view() : found->now;
}

}  // namespace pglint
