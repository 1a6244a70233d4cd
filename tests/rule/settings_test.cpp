#include "rule/settings.h"

#include <algorithm>
#include <sstream>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "rule/builtin_rules.h"
#include "rule/former_names.h"
#include "tests/support/project.h"
#include "text/file.h"

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

TEST_CASE("select: the default is the rules that are on by default") {
  const auto ids = selected({});
  for (const Rule* rule : all_rules()) {
    CHECK(contains(ids, std::string(rule->id)) == rule->on_by_default);
  }
}

TEST_CASE("select: ids, groups, globs and all; built-in rules are added") {
  CHECK(selected({.select = {"money-type"}}) ==
        std::vector<std::string>{"not-analyzed", "syntax-error", "unknown-suppression",
                                 "unused-suppression", "money-type"});
  CHECK(contains(selected({.select = {"dont-do-this"}}), "money-type"));
  CHECK(contains(selected({.select = {"mon*-type"}}), "money-type"));
  CHECK(selected({.select = {"all"}}).size() == all_rules().size());
}

TEST_CASE("select: ignore wins") {
  CHECK(selected({.select = {"money-type"}, .ignore = {"dont-do-this"}}) ==
        std::vector<std::string>{"not-analyzed", "syntax-error", "unknown-suppression",
                                 "unused-suppression"});
  CHECK_FALSE(contains(selected({.ignore = {"*-type"}}), "money-type"));
  CHECK_FALSE(contains(selected({.ignore = {"syntax-error"}}), "syntax-error"));
  CHECK(selected({.ignore = {"all"}}).empty());
}

TEST_CASE("select: an unknown name is an error with a suggestion") {
  const auto near = select_rules({.select = {"mony-type"}});
  REQUIRE_FALSE(near.ok());
  CHECK(near.error().message ==
        "no rule or group is called `mony-type`; did you mean `money-type`?");
  const auto far = select_rules({.ignore = {"zzzzzzzzzzzz"}});
  REQUIRE_FALSE(far.ok());
  CHECK(far.error().message ==
        "no rule or group is called `zzzzzzzzzzzz`; `pglint rules` lists them");
  CHECK(select_rules({.select = {"x*"}}).error().message ==
        "no rule matches `x*`; `pglint rules` lists them");
  for (const char* empty : {"security", "x[y]"}) {
    INFO(empty);
    CHECK_FALSE(select_rules({.select = {empty}}).ok());
    CHECK_FALSE(select_rules({.ignore = {"dont-do-this", empty}}).ok());
  }
  CHECK(nearest_rule_name("dont-do-that") == "dont-do-this");
}

TEST_CASE("rules: former names are those of the changelog, each of a rule or group of today") {
  const auto changelog = text::read_file(std::string(tests::project::source_dir) + "/CHANGELOG.md");
  REQUIRE(changelog.ok());
  std::istringstream lines(changelog.value());
  std::size_t listed = 0;
  for (std::string line; std::getline(lines, line);) {
    const bool is_of_rules =
        line.starts_with("| rule |") || line.starts_with("| group and preset |");
    if (!is_of_rules) continue;
    const std::size_t before = line.find('`') + 1;
    const std::size_t now = line.find("| `", before) + 3;
    CHECK(present_name_of(line.substr(before, line.find('`', before) - before)) ==
          line.substr(now, line.find('`', now) - now));
    ++listed;
  }
  CHECK(listed == former_names.size());
  for (const FormerName& name : former_names) {
    const bool is_group = std::ranges::count(all_groups, name.now, &GroupInfo::name) == 1;
    CHECK((is_group || find_rule(name.now) != nullptr));
    CHECK(find_rule(name.before) == nullptr);
  }
}

TEST_CASE("rules: every group has rules and a title") {
  for (const GroupInfo& group : all_groups) {
    INFO(group.name);
    CHECK(std::ranges::count(all_rules(), group.group, &Rule::group) > 0);
    CHECK(name_of(group.group) == group.name);
    CHECK_FALSE(title_of(group.group).empty());
  }
}

TEST_CASE("rules: sorted by group and id, found by id") {
  CHECK(std::ranges::is_sorted(all_rules(), [](const Rule* a, const Rule* b) {
    return a->group != b->group ? a->group < b->group : a->id < b->id;
  }));
  CHECK(find_rule("syntax-error") == &syntax_error);
  CHECK(find_rule("no-such-rule") == nullptr);
}

std::string error_of(const OptionValue& wanted) {
  Settings settings;
  const auto error = set_option(wanted, settings);
  return error ? error->message : std::string();
}

TEST_CASE("options: the default until another value is set") {
  const Rule& rule = *find_rule("name-pattern");
  Settings settings;
  CHECK(settings.option(rule, "tables") == "^[a-z][a-z0-9_]*$");
  CHECK(settings.option(rule, "indexes").empty());
  CHECK_FALSE(set_option({"name-pattern", "tables", "^app_"}, settings));
  CHECK_FALSE(set_option({"name-pattern", "tables", "^web_"}, settings));
  CHECK(settings.option(rule, "tables") == "^web_");
  CHECK(settings.option(rule, "indexes").empty());
}

TEST_CASE("options: errors with suggestions") {
  CHECK(error_of({"name-patern", "tables", "x"}) ==
        "no rule is called `name-patern`; did you mean `name-pattern`?");
  CHECK(error_of({"xyzzy", "tables", "x"}) ==
        "no rule is called `xyzzy`; `pglint rules` lists them");
  CHECK(error_of({"name-pattern", "table", "x"}) ==
        "unknown option `name-pattern.table`; did you mean `name-pattern.tables`?");
  CHECK(error_of({"name-pattern", "xyzzyxyzzy", "x"}) ==
        "unknown option `name-pattern.xyzzyxyzzy`; `pglint explain name-pattern` lists them");
  CHECK(error_of({"name-pattern", "", "x"}).find("unknown option") == 0);
  CHECK(error_of({"money-type", "tables", "x"}) ==
        "`money-type` has no option `tables`, only `severity`");
  CHECK(error_of({"name-pattern", "tables", "(x"}) ==
        "`name-pattern.tables`: `(x` is not a regular expression in RE2's syntax: missing ): (x");
}

TEST_CASE("options: values of each kind") {
  CHECK(find_fault(OptionKind::text, "").empty());
  CHECK(find_fault(OptionKind::number, "0").empty());
  CHECK(find_fault(OptionKind::number, "120").empty());
  for (const char* wrong : {"", "-1", "1.5", "ten", "9999999999"}) {
    INFO(wrong);
    CHECK(find_fault(OptionKind::number, wrong) == "is not a whole number");
  }
  CHECK(find_fault(OptionKind::pattern, "").empty());
  CHECK(find_fault(OptionKind::pattern, "^a{1,2}$").empty());
  CHECK(find_fault(OptionKind::pattern, "[a").starts_with("is not a regular expression"));
  CHECK(find_fault(OptionKind::pattern, "(?=a)").starts_with("is not a regular expression"));
  CHECK(find_fault(OptionKind::pattern, std::string(1000, 'a')).empty());
  CHECK(find_fault(OptionKind::pattern, std::string(1001, 'a')) == "is longer than 1000 bytes");
}

TEST_CASE("options: all rules' options are complete, and their defaults are valid") {
  for (const Rule* rule : all_rules()) {
    for (const RuleOption& option : rule->options) {
      if (option.name.empty()) break;
      INFO(rule->id << "." << option.name);
      CHECK(find_option(*rule, option.name) == &option);
      CHECK_FALSE(option.description.empty());
      CHECK(option.description.back() != '.');
      CHECK(find_fault(option.kind, std::string(option.default_value)).empty());
    }
  }
}

}  // namespace
}  // namespace pglint
