// Requirements of GitLab, reviewdog and GitHub for their reports.
#include <algorithm>
#include <set>
#include <string>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "report/markdown.h"
#include "report/workflow_command.h"
#include "tests/report/sample.h"
#include "text/json.h"
#include "text/line/index.h"

namespace pglint::tests {
namespace {

using report::Format;
using text::Json;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::size_t count_starting_with(const std::string& text, std::string_view start) {
  return static_cast<std::size_t>(std::ranges::count_if(
      lines_of(text), [&](const std::string& line) { return line.starts_with(start); }));
}

TEST_CASE("GitLab: every issue has the required members and a unique fingerprint") {
  std::vector<FileResult> results = sample_results();
  results.push_back(many("./db/../again.sql", {{&sample_warning, 20}, {&sample_info, 20}}));
  const Json issues = Json::parse(report(Format::gitlab, std::move(results)));
  REQUIRE(issues.is_array());
  CHECK(issues.size() == 51);
  std::set<std::string> fingerprints;
  for (const Json& issue : issues) {
    INFO(issue.dump());
    CHECK(issue.size() == 5);
    CHECK_FALSE(issue["description"].get<std::string>().empty());
    CHECK_FALSE(issue["check_name"].get<std::string>().empty());
    static const std::set<std::string> severities = {"info", "major", "critical", "blocker"};
    CHECK(severities.contains(issue["severity"]));
    CHECK(issue["location"]["lines"]["begin"].get<std::size_t>() >= 1);
    const std::string path = issue["location"]["path"];
    CHECK_FALSE(path.starts_with("./"));
    CHECK(path.find("..") == std::string::npos);
    CHECK(fingerprints.insert(issue["fingerprint"]).second);
  }
  CHECK(report(Format::gitlab, {}) == "[]\n");
}

/// The byte in `content` at `position` of an RDFormat document.
std::size_t offset_of(const std::string& content, const Json& position) {
  const text::LineIndex lines(content);
  return lines.line_range(position["line"]).begin + position["column"].get<std::size_t>() - 1;
}

TEST_CASE("rdjson: ranges are 1-based bytes with an exclusive end") {
  const std::vector<FileResult> results = sample_results();
  const Json document = Json::parse(report(Format::rdjson, results));
  CHECK(document["source"]["name"] == "pglint");
  const Json& diagnostics = document["diagnostics"];
  std::size_t number = 0;
  for (const FileResult& result : results) {
    for (const Finding& finding : result.findings) {
      const Json& diagnostic = diagnostics.at(number++);
      INFO(diagnostic.dump());
      const Json& range = diagnostic["location"]["range"];
      CHECK(offset_of(result.content, range["start"]) == finding.range.begin);
      CHECK(offset_of(result.content, range["end"]) == finding.range.end);
      CHECK(diagnostic["code"]["value"] == finding.rule->id);
      static const std::set<std::string> severities = {"INFO", "WARNING", "ERROR"};
      CHECK(severities.contains(diagnostic["severity"]));
    }
    if (result.unreadable) ++number;
  }
  CHECK(diagnostics.size() == number);
  CHECK(diagnostics[2]["suggestions"][0]["text"] == "numeric(12, 2)");
  CHECK(diagnostics[2]["related_locations"].size() == 2);
  CHECK(Json::parse(report(Format::rdjson, {}))["diagnostics"] == Json::array());
}

TEST_CASE("rdjson: a fix with several edits is not a suggestion") {
  FileResult result = many("a.sql", {{&sample_warning, 1}});
  Fix fix = {.description = "both", .safety = FixSafety::safe, .edits = {}};
  fix.edits = {{.range = {.begin = 0, .end = 1}, .replacement = "s"},
               {.range = {.begin = 1, .end = 2}, .replacement = "e"}};
  result.findings[0].fixes.push_back(std::move(fix));
  const Json document = Json::parse(report(Format::rdjson, {result}));
  CHECK_FALSE(document["diagnostics"][0].contains("suggestions"));
}

TEST_CASE("JSON lines: the findings of the JSON report, and a summary at the end") {
  const Json whole = Json::parse(report(Format::json, sample_results()));
  const std::vector<std::string> lines = lines_of(report(Format::jsonl, sample_results()));
  REQUIRE(lines.size() == whole["findings"].size() + 1);
  for (std::size_t number = 0; number + 1 < lines.size(); ++number) {
    Json finding = Json::parse(lines[number]);
    CHECK(finding["type"] == "finding");
    finding.erase("type");
    CHECK(finding == whole["findings"][number]);
  }
  const Json summary = Json::parse(lines.back());
  CHECK(summary["type"] == "summary");
  for (const char* member : {"version", "tool", "notices", "files", "summary"}) {
    CHECK(summary[member] == whole[member]);
  }
}

TEST_CASE("GitHub: commands escape their separators") {
  CHECK(report::workflow_message("50%, a:b\n") == "50%25, a:b␊");
  CHECK(report::workflow_property("50%, a:b\n") == "50%25%2C a%3Ab␊");
}

TEST_CASE("GitHub: at most as many annotations as are shown, the first of each level") {
  const std::string log =
      report(Format::github, {many("a.sql", {{&sample_info, 3}, {&sample_warning, 11}}),
                              many("b.sql", {{&sample_error, 30}})});
  CHECK(count_starting_with(log, "::error ") == 10);
  CHECK(count_starting_with(log, "::warning ") == 10);
  CHECK(count_starting_with(log, "::notice ") == 3);
  CHECK(
      log.find(
          "::warning file=a.sql,line=1,endLine=1,col=1,endColumn=7,title=pglint%3A sample-warning::"
          "Number 0. Write `numeric`.\n") != std::string::npos);
  CHECK(log.find("2 files checked: 30 errors, 11 warnings, 3 infos\n") != std::string::npos);
  CHECK(log.find("GitHub shows at most 10 annotations per level") != std::string::npos);
  const std::string few = report(Format::github, {many("a.sql", {{&sample_error, 10}})});
  CHECK(few.find("GitHub shows") == std::string::npos);
}

TEST_CASE("GitHub: new files and other rules are before more of the same") {
  FileResult other = many("b.sql", {{&sample_info, 1}});
  other.findings.front().severity = Severity::warning;
  FileResult changed = many("z.sql", {{&sample_warning, 1}});
  changed.is_pending = true;
  const std::string log = report(Format::github, {many("a.sql", {{&sample_warning, 12}}),
                                                  std::move(other), std::move(changed)});
  CHECK(count_starting_with(log, "::warning ") == 10);
  CHECK(count_starting_with(log, "::warning file=z.sql") == 1);
  CHECK(count_starting_with(log, "::warning file=b.sql") == 1);
}

TEST_CASE("GitHub: SQL and file names in the log cannot be commands") {
  CHECK(report::without_commands("::error::x\n  ::stop-commands::y\na ::z\n") ==
        "./::error::x\n./  ::stop-commands::y\na ::z\n");
  CHECK(report::without_commands("a ##[error]b ##[") == "a ## [error]b ## [");
  CHECK(report::without_commands("").empty());
  FileResult result = many("::error::.sql", {{&sample_warning, 1}});
  result.findings[0].message = "##[error]";
  const std::string log = report(Format::github, {result});
  CHECK(count_starting_with(log, "::error") == 0);
  CHECK(log.find("##[", log.find('\n')) == std::string::npos);
}

TEST_CASE("Markdown: code in messages is kept, other markup is escaped") {
  CHECK(report::markdown_message("`a_b` is *not* <b>") == "`a_b` is \\*not\\* \\<b\\>");
  CHECK(report::markdown_message("`a`b` is odd*") == "`` `a`b` is odd* ``");
  CHECK(report::markdown_message("a | b") == "a \\| b");
  CHECK(report::markdown_code("a`b.sql") == "`` a`b.sql ``");
  CHECK(report::markdown_code("a.sql") == "`a.sql`");
  CHECK(report::markdown_cell("`a|b` c\\|d") == "`a\\|b` c\\|d");
}

TEST_CASE("Markdown: stays below GitHub's limit for any report") {
  std::vector<FileResult> results;
  for (int number = 0; number < 2000; ++number) {
    results.push_back(many(fmt::format("{}/{}.sql", std::string(4000, 'd'), number),
                           {{&sample_error, 30}, {&sample_info, 5}}));
    for (Finding& finding : results.back().findings) finding.message = std::string(4000, '*');
  }
  const std::string page = report(Format::markdown, std::move(results));
  CHECK(page.size() < 1024 * 1024);
  CHECK(page.find("The list has the 50 most severe of 70000 findings.") != std::string::npos);
}

TEST_CASE("formats: the most severe findings are listed first in a job's summary") {
  const std::string page = report(
      Format::markdown, {many("a.sql", {{&sample_info, 60}}), many("b.sql", {{&sample_error, 1}})});
  CHECK(page.find("`b.sql:1:1` error") < page.find("`a.sql:1:1` info"));
}

TEST_CASE("Markdown: new and changed files first, then one of each rule") {
  FileResult pending = many("z.sql", {{&sample_info, 1}});
  pending.is_pending = true;
  FileResult other = many("b.sql", {{&sample_warning, 1}});
  other.findings.front().severity = Severity::info;
  const std::string page = report(Format::markdown, {many("a.sql", {{&sample_info, 60}}),
                                                     std::move(other), std::move(pending)});
  CHECK(page.find("`b.sql:1:1` info") != std::string::npos);
  CHECK(page.find("`z.sql:1:1` info") != std::string::npos);
}

}  // namespace
}  // namespace pglint::tests
