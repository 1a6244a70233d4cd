// The page that tells users of other linters which rule of pglint answers which of theirs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rule/rule.h"

namespace pglint::page {

/// A rule of another linter, and one of pglint that answers it.
struct Covered {
  std::string_view linter;  ///< `squawk`
  std::string_view rule;    ///< as it writes it
  const Rule* by = nullptr;
};

/// Made from `Rule::covers` of all rules: by linter, in the order of the page, then by its rules.
[[nodiscard]] std::vector<Covered> covered_rules();

/// `docs/other-linters.md`
[[nodiscard]] std::string other_linters_page();

}  // namespace pglint::page
