// The documentation that is made from the rule objects: pages and tables.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "rule/rule_page.h"

namespace pglint::page {

/// Generated files by their path below the project's root: one page a rule, their index, and the
/// page about the wiki's entries.
[[nodiscard]] std::map<std::string, std::string> rule_pages();

/// `readme` with the table of rules between its two `rules` markers brought up to date. Without
/// markers it comes back as it is.
[[nodiscard]] std::string with_rule_table(std::string_view readme);

}  // namespace pglint::page
