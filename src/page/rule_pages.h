// The documentation that is made from the rule objects: a page for each rule.
#pragma once

#include <map>
#include <string>

#include "rule/rule_page.h"

namespace pglint::page {

/// Generated files by their path below the project's root: one page a rule, their index, and the
/// pages about the wiki's entries and about other linters.
[[nodiscard]] std::map<std::string, std::string> rule_pages();

}  // namespace pglint::page
