// What the rules about migrations report together: fixtures/cases/migration has cases, each of
// which is linted alone, behind the tables in use of fixtures/given/tables.sql.
//
//   -- case: NAME                 begins a case
//   -- select: RULE[, RULE]       rules that are off by default
//
// Configuration and expectations are as in the fixtures of rules; `-- config: given = none` takes
// the tables away. Infos that no expectation names are left out.
#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "parse/tree/pg_nodes.h"
#include "rule/rule.h"
#include "rule/settings.h"
#include "tests/rules/examples.h"
#include "tests/rules/expectations.h"
#include "text/file.h"
#include "text/trimmed.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

fs::path fixtures_folder() { return fs::path(PGLINT_SOURCE_DIR) / "fixtures"; }

struct Case {
  std::string name;
  std::string select;  ///< names of rules, in one text
  std::string text;    ///< from the first line behind its name
};

/// The rest of the first line of `text`, behind `marker`; both are removed.
std::string take_line(std::string_view& text, std::string_view marker) {
  text.remove_prefix(marker.size());
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string line(text::trimmed(text.substr(0, end)));
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

std::vector<Case> cases_in(std::string_view content) {
  constexpr std::string_view begin = "-- case:";
  constexpr std::string_view select = "-- select:";
  std::vector<Case> cases;
  for (std::size_t at = content.find(begin); at != std::string_view::npos;) {
    const std::size_t next = content.find("\n" + std::string(begin), at);
    std::string_view text = content.substr(at, next == std::string_view::npos ? next : next - at);
    Case each = {.name = take_line(text, begin), .select = {}, .text = {}};
    if (text.starts_with(select)) each.select = take_line(text, select);
    each.text = text;
    cases.push_back(std::move(each));
    at = next == std::string_view::npos ? next : next + 1;
  }
  return cases;
}

Settings settings_of(const Case& tried, const Expectations& expected) {
  Settings settings{.rules = {}};
  for (const Rule* rule : all_rules()) {
    const bool is_asked = rule->group == Group::migration || rule->group == Group::builtin;
    const bool is_selected = tried.select.find(rule->id) != std::string::npos;
    if (is_asked && (rule->on_by_default || is_selected)) settings.rules.push_back(rule);
  }
  settings.pg_version = expected.pg_version.value_or(newest_pg_version);
  for (const OptionValue& option : expected.options) CHECK_FALSE(set_option(option, settings));
  return settings;
}

std::string given_for(const Expectations& expected) {
  if (expected.given == "none") return {};
  const std::string name = expected.given.empty() ? "tables" : expected.given;
  const auto read = text::read_file(fixtures_folder() / "given" / (name + ".sql"));
  REQUIRE(read.ok());
  return read.value();
}

/// The differences between the findings of the case and what it expects.
std::string differences_of(const Case& tried) {
  const Expectations expected = read_expectations(tried.text, "case.sql");
  if (expected.grammar > PG_VERSION_NUM / 10000) return {};
  FileResult result = lint_example("case.sql", tried.text, settings_of(tried, expected),
                                   facts_of_tool(expected.migration_tool), given_for(expected));
  std::set<std::string_view> named;
  for (const Expectation& finding : expected.findings) named.insert(finding.rule);
  std::erase_if(result.findings, [&](const Finding& finding) {
    return finding.severity == Severity::info && !named.contains(finding.rule->id);
  });
  std::string text;
  for (const std::string& difference : compare(expected, result.findings, tried.text)) {
    text += difference + "\n";
  }
  return text;
}

TEST_CASE("rules: the cases of migrations") {
  for (const auto& file : fs::directory_iterator(fixtures_folder() / "cases" / "migration")) {
    const auto content = text::read_file(file.path());
    REQUIRE(content.ok());
    const std::vector<Case> cases = cases_in(content.value());
    CHECK_FALSE(cases.empty());
    for (const Case& tried : cases) {
      DYNAMIC_SECTION(file.path().filename().string() << ": " << tried.name) {
        CHECK(differences_of(tried) == "");
      }
    }
  }
}

}  // namespace
}  // namespace pglint::tests
