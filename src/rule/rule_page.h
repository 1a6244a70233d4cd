// The documentation of a rule as Markdown, for `docs/`, `pglint explain` and SARIF.
#pragma once

#include <string>
#include <string_view>

#include "rule/rule.h"

namespace pglint {

/// The whole page, from the title to the links. `fix` is what `--fix` does with the example; may be
/// empty.
[[nodiscard]] std::string rule_page(const Rule& rule, std::string_view fix = {});

/// Where the page is in the repository at `homepage`; empty if that is.
[[nodiscard]] std::string rule_page_url(const Rule& rule, std::string_view homepage);

/// The sections of the page, without its title, its summary and the line of facts.
[[nodiscard]] std::string rule_sections(const Rule& rule, std::string_view fix = {});

}  // namespace pglint
