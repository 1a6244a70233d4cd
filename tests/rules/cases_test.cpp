// What rules report together: fixtures/cases has cases, each of which is linted alone. Those of
// fixtures/cases/migration ask the rules about migrations, behind the tables in use of
// fixtures/given/tables.sql; those of fixtures/cases/prisma ask all rules about a schema of Prisma,
// with its migrations if the case has some.
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
#include "tests/support/project.h"
#include "text/file.h"
#include "text/trimmed.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

fs::path fixtures_folder() { return fs::path(project::source_dir) / "fixtures"; }

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

/// How the cases of a folder are linted.
struct CaseFolder {
  std::string name;
  std::string file;  ///< the name of a case that has no files of its own
  std::string given;
  bool asks_all = false;           ///< not only the rules about migrations
  std::string_view left_out = {};  ///< a rule that only asked cases run
};

Settings settings_of(const Case& tried, const Expectations& expected, const CaseFolder& folder) {
  Settings settings{.rules = {}};
  for (const Rule* rule : all_rules()) {
    const bool is_asked =
        folder.asks_all || rule->group == Group::migration || rule->group == Group::builtin;
    const bool is_selected = tried.select.find(rule->id) != std::string::npos;
    const bool is_left_out = rule->id == folder.left_out && !is_selected;
    const bool is_on = rule->on_by_default && !is_left_out;
    if (is_asked && (is_on || is_selected)) settings.rules.push_back(rule);
  }
  settings.pg_version = expected.pg_version.value_or(newest_pg_version);
  for (const OptionValue& option : expected.options) CHECK_FALSE(set_option(option, settings));
  return settings;
}

std::string given_for(const Expectations& expected, const CaseFolder& folder) {
  const std::string name = expected.given.empty() ? folder.given : expected.given;
  if (name == "none") return {};
  const auto read = text::read_file(fixtures_folder() / "given" / (name + ".sql"));
  REQUIRE(read.ok());
  return read.value();
}

/// The case as a run of files: some rules speak once for all.
Case as_run(Case tried, const CaseFolder& folder) {
  const bool has_files = tried.text.find("-- file:") != std::string::npos;
  if (folder.asks_all && !has_files) tried.text.insert(0, "-- file: " + folder.file + "\n");
  return tried;
}

/// The differences between the findings of the case and what it expects.
std::string differences_of(const Case& tried, const CaseFolder& folder) {
  const Expectations expected = read_expectations(tried.text, folder.file);
  if (expected.grammar > PG_VERSION_NUM / 10000) return {};
  FileResult result =
      lint_example(folder.file, tried.text, settings_of(tried, expected, folder),
                   facts_of_tool(expected.migration_tool), given_for(expected, folder));
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

void check_cases(const CaseFolder& folder) {
  for (const auto& file : fs::directory_iterator(fixtures_folder() / "cases" / folder.name)) {
    const auto content = text::read_file(file.path());
    REQUIRE(content.ok());
    const std::vector<Case> cases = cases_in(content.value());
    CHECK_FALSE(cases.empty());
    for (const Case& tried : cases) {
      DYNAMIC_SECTION(file.path().filename().string() << ": " << tried.name) {
        CHECK(differences_of(as_run(tried, folder), folder) == "");
      }
    }
  }
}

TEST_CASE("rules: the cases of migrations") {
  check_cases({.name = "migration", .file = "case.sql", .given = "tables"});
}

TEST_CASE("rules: the cases of schemas of Prisma") {
  check_cases({.name = "prisma",
               .file = "schema.prisma",
               .given = "none",
               .asks_all = true,
               .left_out = "mixed-case-identifier"});
}

}  // namespace
}  // namespace pglint::tests
