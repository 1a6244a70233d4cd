// The documentation of a rule as Markdown, for `docs/`, `pglint explain` and SARIF.
#pragma once

#include <string>
#include <string_view>

#include "rule/rule.h"

namespace pglint {

/// The whole page, from the title to the links.
[[nodiscard]] std::string rule_page(const Rule& rule);

/// The sections of the page, without its title, its summary and the line of facts.
[[nodiscard]] std::string rule_sections(const Rule& rule);

}  // namespace pglint
