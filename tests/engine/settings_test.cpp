#include "engine/settings.h"

#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "engine/builtin_rules.h"

namespace pglint {
namespace {

std::vector<std::string> selected(const RuleSelection& selection) {
  std::vector<std::string> ids;
  for (const Rule* rule : select_rules(selection).value()) ids.emplace_back(rule->id);
  return ids;
}

bool contains(const std::vector<std::string>& ids, const std::string& id) {
  return std::ranges::count(ids, id) == 1;
}

TEST_CASE("select: by default what is on by default") {
  const auto ids = selected({});
  for (const Rule* rule : all_rules()) {
    CHECK(contains(ids, std::string(rule->id)) == rule->on_by_default);
  }
}

TEST_CASE("select: ids, groups, globs and all; built-in rules stay") {
  CHECK(selected({.select = {"money-type"}}) ==
        std::vector<std::string>{"not-analysed", "syntax-error", "unknown-suppression",
                                 "unused-suppression", "money-type"});
  CHECK(contains(selected({.select = {"wiki"}}), "money-type"));
  CHECK(contains(selected({.select = {"mon*-type"}}), "money-type"));
  CHECK(selected({.select = {"all"}}).size() == all_rules().size());
}

TEST_CASE("select: ignore wins") {
  CHECK(selected({.select = {"money-type"}, .ignore = {"wiki"}}) ==
        std::vector<std::string>{"not-analysed", "syntax-error", "unknown-suppression",
                                 "unused-suppression"});
  CHECK_FALSE(contains(selected({.ignore = {"*-type"}}), "money-type"));
  CHECK_FALSE(contains(selected({.ignore = {"syntax-error"}}), "syntax-error"));
  CHECK(selected({.ignore = {"all"}}).empty());
}

TEST_CASE("select: an unknown name is an error that helps") {
  const auto near = select_rules({.select = {"mony-type"}});
  REQUIRE_FALSE(near.ok());
  CHECK(near.error().message ==
        "no rule or group is called `mony-type`; did you mean `money-type`?");
  const auto far = select_rules({.ignore = {"zzzzzzzzzzzz"}});
  REQUIRE_FALSE(far.ok());
  CHECK(far.error().message ==
        "no rule or group is called `zzzzzzzzzzzz`; `pglint rules` lists them");
  CHECK_FALSE(select_rules({.select = {"x*"}}).ok());
  CHECK(nearest_rule_name("wikki") == "wiki");
}

TEST_CASE("rules: sorted by group and id, found by id") {
  CHECK(std::ranges::is_sorted(all_rules(), [](const Rule* a, const Rule* b) {
    return a->group != b->group ? a->group < b->group : a->id < b->id;
  }));
  CHECK(find_rule("syntax-error") == &syntax_error);
  CHECK(find_rule("no-such-rule") == nullptr);
}

}  // namespace
}  // namespace pglint
