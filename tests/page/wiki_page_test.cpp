#include "page/wiki_page.h"

#include <algorithm>
#include <set>

#include <catch2/catch_test_macros.hpp>

#include "rule/rule.h"

namespace pglint::page {
namespace {

std::set<std::string_view> numbers() {
  std::set<std::string_view> found;
  for (const WikiEntry& entry : wiki_entries()) found.insert(entry.number);
  return found;
}

TEST_CASE("wiki: nineteen entries, in order") {
  CHECK(wiki_entries().size() == 19);
  CHECK(numbers().size() == 19);
  CHECK(std::ranges::is_sorted(wiki_entries(), {}, &WikiEntry::number));
}

TEST_CASE("wiki: every rule of the group names its entry, what it reports and what it does not") {
  for (const Rule* rule : all_rules()) {
    INFO(rule->id);
    if (rule->group == Group::dont_do_this) {
      CHECK(numbers().contains(rule->wiki_entry));
      CHECK_FALSE(rule->reported.empty());
      CHECK_FALSE(rule->not_reported.empty());
    } else {
      CHECK(rule->wiki_entry.empty());
    }
  }
}

TEST_CASE("wiki: no entry without a rule") {
  for (const WikiEntry& entry : wiki_entries()) {
    INFO(entry.number << " " << entry.title);
    CHECK(std::ranges::any_of(all_rules(),
                              [&](const Rule* rule) { return rule->wiki_entry == entry.number; }));
  }
}

TEST_CASE("wiki: the page has every entry, and links to the rules") {
  const std::string page = wiki_page();
  for (const WikiEntry& entry : wiki_entries()) {
    INFO(entry.number);
    CHECK(page.find("\n## " + std::string(entry.number) + " ") != std::string::npos);
  }
  CHECK(page.find("[`not-in-null-list`](rules/not-in-null-list.md), error or warning:\n") !=
        std::string::npos);
}

}  // namespace
}  // namespace pglint::page
