#include "cli/flag/report_options.h"

#include <catch2/catch_test_macros.hpp>

#include "cli/flag/options.h"
#include "tests/cli/flag/blamed.h"

namespace pglint::cli {
namespace {

using report::Format;
using Texts = std::vector<std::string>;

Result<Command> parse(Texts words) {
  words.insert(words.begin(), "a.sql");
  return parse_command_line(words);
}

/// The report options of `pglint a.sql WORDS…`, which must be valid.
ReportOptions parsed_reports(const Texts& words) {
  const auto command = parse(words);
  INFO((command.ok() ? "" : command.error().message));
  REQUIRE(command.ok());
  return std::get<CheckOptions>(command.value()).report;
}

/// The only report that `words` request.
ReportRequest single(const Texts& words) {
  const ReportOptions options = parsed_reports(words);
  REQUIRE(options.reports.size() == 1);
  return options.reports[0];
}

/// The option that `pglint a.sql WORDS…` is rejected for.
std::string blamed_beside_path(Texts words) {
  words.insert(words.begin(), "a.sql");
  return blamed(words);
}

TEST_CASE("report options: every format's name is accepted") {
  for (const report::FormatInfo& info : report::all_formats()) {
    INFO(info.name);
    CHECK(single({"--format", std::string(info.name)}).format == info.format);
    CHECK(&report::info_of(info.format) == &info);
  }
  CHECK(blamed_beside_path({"--format", "jsn"}) == "--format");
  CHECK(blamed_beside_path({"--format", "junt=x.xml"}) == "--format");
  CHECK(blamed_beside_path({"--format", ""}) == "--format");
}

TEST_CASE("report options: several reports, each with its destination") {
  const auto reports =
      parsed_reports({"--format", "text", "--format=sarif=a=b.sarif", "--format", "junit=x/y.xml"})
          .reports;
  REQUIRE(reports.size() == 3);
  CHECK(reports[0].file.empty());
  CHECK(reports[1].format == Format::sarif);
  CHECK(reports[1].file == "a=b.sarif");
  CHECK(reports[2].file == "x/y.xml");
  CHECK(single({"--format=json=-"}).file.empty());
  CHECK(single({"--format=json=./-"}).file == "./-");
}

TEST_CASE("report options: `--output` is the destination of the report without one") {
  CHECK(single({"-o", "out.txt"}).file == "out.txt");
  CHECK(single({"-o", "out.txt"}).format == Format::text);
  CHECK(single({"-o", "-"}).file.empty());
  const auto reports =
      parsed_reports({"--format", "sarif=s", "--format", "text", "-o", "t"}).reports;
  REQUIRE(reports.size() == 2);
  CHECK(reports[0].file == "s");
  CHECK(reports[1].file == "t");
  CHECK(blamed_beside_path({"--format", "sarif=s", "-o", "t"}) == "--output");
}

TEST_CASE("report options: two reports cannot have the same destination") {
  CHECK(blamed_beside_path({"--format", "text", "--format", "json"}) == "--format");
  CHECK(blamed_beside_path({"--format", "text", "--format", "json=-"}) == "--format");
  CHECK(blamed_beside_path({"--format", "text", "--format", "json", "-o", "x"}) == "--format");
  CHECK(blamed_beside_path({"--format", "sarif=x", "--format", "json=./x"}) == "./x");
  CHECK(blamed_beside_path({"--format", "sarif=x", "--format", "json", "-o", "x"}) == "x");
  CHECK(blamed_beside_path({"--format", "sarif="}) == "--format");
}

TEST_CASE("report options: the default severity limit of each format") {
  CHECK(single({"--format", "concise"}).lowest_shown == Severity::warning);
  CHECK(single({"--format", "json"}).lowest_shown == Severity::info);
  CHECK(single({"--format", "sarif"}).lowest_shown == Severity::info);
  CHECK(single({"--fail-on", "info"}).lowest_shown == Severity::info);
  CHECK(single({"--fail-on", "error"}).lowest_shown == Severity::warning);
  CHECK(single({"--fail-on", "never"}).lowest_shown == Severity::warning);
  CHECK(single({"--fail-on", "info", "--min-severity", "error"}).lowest_shown == Severity::error);
  const auto both = parsed_reports({"--format", "text", "--format", "json=x"}).reports;
  CHECK(both[0].lowest_shown == Severity::warning);
  CHECK(both[1].lowest_shown == Severity::info);
  const auto set =
      parsed_reports({"--format", "text", "--format", "json=x", "--min-severity=error"}).reports;
  CHECK(set[0].lowest_shown == Severity::error);
  CHECK(set[1].lowest_shown == Severity::error);
}

TEST_CASE("report options: `--fail-on` does not depend on formats") {
  for (const report::FormatInfo& info : report::all_formats()) {
    INFO(info.name);
    const std::string format(info.name);
    CHECK(parsed_reports({"--format", format}).fail_on == Severity::warning);
    CHECK(parsed_reports({"--format", format, "--fail-on", "info"}).fail_on == Severity::info);
    CHECK(parsed_reports({"--format", format, "--min-severity", "error"}).fail_on ==
          Severity::error);
    CHECK(parsed_reports({"--format", format, "--min-severity", "info"}).fail_on ==
          Severity::warning);
    CHECK_FALSE(parsed_reports({"--format", format, "--fail-on", "never"}).fail_on);
  }
}

TEST_CASE("report options: verbosity of text") {
  CHECK_FALSE(parsed_reports({}).most_per_rule);
  CHECK(parsed_reports({"--max-per-rule", "0"}).most_per_rule == 0);
  CHECK(parsed_reports({"--max-per-rule=7"}).most_per_rule == 7);
  CHECK(blamed_beside_path({"--max-per-rule", "-1"}) == "--max-per-rule");
  CHECK(blamed_beside_path({"--max-per-rule", "all"}) == "--max-per-rule");
  CHECK(parsed_reports({"-q"}).quiet);
  CHECK(parsed_reports({"--statistics", "--format", "text", "--format", "json=x"}).statistics);
  CHECK(blamed_beside_path({"--statistics", "--format", "json"}) == "--statistics");
}

}  // namespace
}  // namespace pglint::cli
