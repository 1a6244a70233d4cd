// What rules say of other linters (`Rule::covers`).
#include "page/other_linters.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <catch2/catch_test_macros.hpp>

#include "suppress/foreign_suppression.h"

namespace pglint::tests {
namespace {

std::set<std::string_view> rules_of(std::string_view linter) {
  std::set<std::string_view> rules;
  for (const page::Covered& covered : page::covered_rules()) {
    if (covered.linter == linter) rules.insert(covered.rule);
  }
  return rules;
}

TEST_CASE("other linters: a rule names each of theirs once, of a linter that the page has") {
  std::set<std::pair<std::string, const Rule*>> seen;
  const std::string text = page::other_linters_page();
  for (const page::Covered& covered : page::covered_rules()) {
    INFO(covered.by->id << " " << covered.linter << " " << covered.rule);
    CHECK(seen.emplace(std::string(covered.linter) + " " + std::string(covered.rule), covered.by)
              .second);
    CHECK(text.find("| `" + std::string(covered.rule) + "` |") != std::string::npos);
  }
}

TEST_CASE("other linters: the rules about locks are all there") {
  constexpr auto squawk =
      std::to_array<std::string_view>({"require-concurrent-index-creation",
                                       "require-concurrent-index-deletion",
                                       "require-concurrent-reindex",
                                       "require-concurrent-partition-detach",
                                       "adding-field-with-default",
                                       "changing-column-type",
                                       "adding-not-nullable-field",
                                       "constraint-missing-not-valid",
                                       "adding-foreign-key-constraint",
                                       "disallowed-unique-constraint",
                                       "adding-serial-primary-key-field",
                                       "ban-alter-domain-with-add-constraint",
                                       "ban-create-domain-with-constraint",
                                       "prefer-repack",
                                       "ban-concurrent-index-creation-in-transaction",
                                       "transaction-nesting",
                                       "ban-uncommitted-transaction",
                                       "require-lock-timeout",
                                       "adding-required-field",
                                       "ban-drop-column",
                                       "ban-drop-table",
                                       "ban-drop-database",
                                       "ban-truncate-cascade",
                                       "renaming-column",
                                       "renaming-table"});
  const std::set<std::string_view> known = rules_of("squawk");
  for (const std::string_view rule : squawk) {
    INFO(rule);
    CHECK(known.contains(rule));
  }
}

TEST_CASE("other linters: rules whose comments pglint honors are on the page") {
  const std::set<std::string_view> known = rules_of("squawk");
  for (const ForeignRule& foreign : foreign_rules().first(7)) {
    INFO(foreign.name);
    const bool is_left_out = foreign.name == "prefer-bigint-over-smallint";
    CHECK((is_left_out || known.contains(foreign.name)));
  }
}

}  // namespace
}  // namespace pglint::tests
