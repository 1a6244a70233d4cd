// SARIF as GitHub requires it: limits, levels, and Microsoft's validator.
#include <algorithm>
#include <filesystem>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "report/reporters.h"
#include "report/sarif/sarif_rule.h"
#include "report/tool_info.h"
#include "rule/rule.h"
#include "tests/report/sample.h"
#include "tests/support/process.h"
#include "tests/support/project.h"
#include "tests/support/temporary_folder.h"
#include "text/file.h"
#include "text/json.h"
#include "text/utf8.h"

namespace pglint::tests {
namespace {

using text::Json;

Json run_of(std::vector<FileResult> results, report::ReporterOptions options = {}) {
  return Json::parse(
      report(report::Format::sarif, std::move(results), std::move(options)))["runs"][0];
}

std::size_t count_level(const Json& run, std::string_view level) {
  return static_cast<std::size_t>(std::ranges::count_if(
      run["results"], [&](const Json& result) { return result["level"] == level; }));
}

TEST_CASE("SARIF: the most severe results are kept in order, with a notification") {
  const Json run = run_of({many("a.sql", {{&sample_info, 40}, {&sample_warning, 30}}),
                           many("b.sql", {{&sample_error, 15}, {&sample_warning, 1}})},
                          {.most_results = 50});
  CHECK(run["results"].size() == 50);
  CHECK(count_level(run, "error") == 15);
  CHECK(count_level(run, "warning") == 31);
  CHECK(count_level(run, "note") == 4);
  CHECK(run["results"][3]["message"]["text"] == "Number 3.");
  CHECK(run["results"][3]["level"] == "note");
  CHECK(run["results"][4]["level"] == "warning");
  const Json& notifications = run["invocations"][0]["toolExecutionNotifications"];
  REQUIRE(notifications.size() == 1);
  CHECK(notifications[0]["message"]["text"] ==
        "This report has only the 50 most severe of 86 findings; `--format json` has all.");
  CHECK(run["invocations"][0]["executionSuccessful"] == true);
}

TEST_CASE("SARIF: a report at the limit has no notification") {
  const Json run = run_of({many("a.sql", {{&sample_error, 50}})}, {.most_results = 50});
  CHECK(run["results"].size() == 50);
  CHECK(run["invocations"][0]["toolExecutionNotifications"].empty());
}

TEST_CASE("SARIF: at most as many results as GitHub shows") {
  const Json run = run_of({many("a.sql", {{&sample_warning, 5001}})});
  CHECK(run["results"].size() == 5000);
  CHECK(run["invocations"][0]["toolExecutionNotifications"].size() == 1);
}

TEST_CASE("SARIF: rule indexes refer to the result's rule") {
  const Json run = run_of(sample_results());
  REQUIRE_FALSE(run["results"].empty());
  for (const Json& result : run["results"]) {
    const std::size_t index = result["ruleIndex"];
    CHECK(run["tool"]["driver"]["rules"][index]["id"] == result["ruleId"]);
  }
}

TEST_CASE("SARIF: a result whose rule is not listed has no index") {
  static constexpr Rule other = {.id = "other", .summary = "Other"};
  const Json run = run_of({many("a.sql", {{&other, 1}})});
  CHECK(run["results"][0]["ruleId"] == "other");
  CHECK_FALSE(run["results"][0].contains("ruleIndex"));
}

TEST_CASE("SARIF: results is present even if empty, so that GitHub closes old alerts") {
  const Json run = run_of({});
  CHECK(run["results"] == Json::array());
  CHECK(run["columnKind"] == "utf16CodeUnits");
}

TEST_CASE("SARIF: texts are within GitHub's limits") {
  static const std::string long_text(3000, 'x');
  static const std::string wide_text = [] {
    std::string text;
    for (int i = 0; i < 3000; ++i) text += "é";
    return text;
  }();
  const Rule rule = {.id = long_text, .summary = wide_text, .why = long_text};
  const Json json = report::sarif_rule(rule);
  const auto length = [&](const std::string& text) { return text::count_code_points(text); };
  CHECK(length(json["name"]) == 255);
  CHECK(length(json["shortDescription"]["text"]) == 1024);
  CHECK(length(json["fullDescription"]["text"]) == 1024);
  CHECK_FALSE(text::find_invalid_utf8(json["shortDescription"]["text"].get<std::string>()));
}

TEST_CASE("SARIF: a rule without texts has those that GitHub requires") {
  const Rule rule = {.id = "a-b", .summary = "What is wrong"};
  const Json json = report::sarif_rule(rule);
  CHECK(json["name"] == "AB");
  CHECK(json["shortDescription"]["text"] == "What is wrong.");
  CHECK(json["fullDescription"]["text"] == "What is wrong.");
  const std::string url = rule_url(rule);
  CHECK(json["help"]["text"] == (url.empty() ? "What is wrong." : "What is wrong. See " + url));
  CHECK(json.contains("helpUri") == !url.empty());
  CHECK_FALSE(json["properties"].contains("security-severity"));
}

/// The validator recommends the address of the tool, which a build without a home page lacks.
bool is_about_home_page(const Json& complaint) {
  return report::tool_url.empty() && complaint["ruleId"] == "SARIF2005";
}

/// The validator's complaints about the reports in `folder`; empty if they are valid.
std::vector<std::string> complaints(const TemporaryFolder& folder, std::size_t reports) {
  const Outcome outcome = run_shell(
      "'" + std::string(project::sarif_multitool) +
          "' validate *.sarif --rule-kind 'Sarif;Ghas' --output verdict --log ForceOverwrite",
      folder.path());
  INFO(outcome.out << outcome.err);
  REQUIRE(outcome.out.find(fmt::format("{} files scanned", reports)) != std::string::npos);
  REQUIRE(outcome.status == 0);
  std::vector<std::string> lines;
  const Json verdict = Json::parse(text::read_file(folder.path() / "verdict").value());
  for (const Json& result : verdict["runs"][0]["results"]) {
    if (!is_about_home_page(result)) lines.push_back(result.dump());
  }
  return lines;
}

void require_multitool() {
  if (std::filesystem::exists(project::sarif_multitool)) return;
  end_for_want("SARIF validator");
}

TEST_CASE("SARIF: Microsoft's validator accepts reports of the program") {
  require_multitool();
  const TemporaryFolder folder;
  folder.write("clean.sql", "SELECT 1;\n");
  folder.write("findings.sql", "CREATE TABLE t (m money, c char(3));\nSELECT 1 +;\nSELECT '");
  folder.write(
      "unicode.sql",
      "\xEF\xBB\xBFSELECT '👍🏽', 1::money;\r\nCREATE TABLE \"表\" (\"金額\" money);\r");
  folder.write("nul.sql", std::string_view("SELECT\0", 7));
  folder.write("latin1.sql", "SELECT '\xE9';");
  folder.write("odd/a b#c%d?[e].sql", "CREATE TABLE t (m money);\n");
  folder.write("c:d.sql", "CREATE TABLE t (m money);\n");
  std::string statements;
  for (int number = 0; number < 300; ++number) statements += "CREATE TABLE t (m money);\n";
  folder.write("many.sql", statements);
  folder.write("sub/here.sql", "CREATE TABLE t (m money);\n");
  const Outcome outcome = run_shell(R"(
run() { pglint --format sarif -o "$@"; [ $? -le 1 ] || echo "failed: $*"; }
run clean.sarif clean.sql
run findings.sarif findings.sql
run unicode.sarif unicode.sql
run unreadable.sarif nul.sql latin1.sql
run odd.sarif odd c:d.sql - </dev/null
run many.sarif many.sql
run selected.sarif findings.sql --select syntax-error --ignore not-analyzed
cd sub && run ../outside.sarif ../findings.sql "$PWD/here.sql"
)",
                                    folder.path());
  CHECK(outcome.out.empty());
  CHECK(complaints(folder, 8).empty());
}

TEST_CASE("SARIF: Microsoft's validator accepts a report with fixes and related places") {
  require_multitool();
  const TemporaryFolder folder;
  folder.write("full.sarif", report(report::Format::sarif, sample_results()));
  folder.write("cut.sarif", report(report::Format::sarif, sample_results(), {.most_results = 3}));
  CHECK(complaints(folder, 2).empty());
}

TEST_CASE("SARIF: Microsoft's validator rejects invalid reports") {
  require_multitool();
  const TemporaryFolder folder;
  Json document = Json::parse(report(report::Format::sarif, sample_results()));
  document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0;
  folder.write("wrong.sarif", document.dump());
  CHECK_FALSE(complaints(folder, 1).empty());
}

}  // namespace
}  // namespace pglint::tests
