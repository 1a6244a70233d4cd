// Compares complete reports of every format with files in fixtures/output.
#include "tests/support/golden.h"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "tests/report/sample.h"
#include "tests/support/project.h"

namespace pglint::tests {
namespace {

const std::filesystem::path folder = std::string(project::source_dir) + "/fixtures/output";

TEST_CASE("report: text", "[golden]") {
  check_golden({folder / "report.txt"}, report(report::Format::text, sample_results()));
}

TEST_CASE("report: text in colors", "[golden]") {
  check_golden({folder / "report.ansi"},
               report(report::Format::text, sample_results(), {.color = report::Color::on}));
}

TEST_CASE("report: statistics", "[golden]") {
  check_golden({folder / "statistics.txt"},
               report(report::Format::text, sample_results(), {.statistics = true}));
}

TEST_CASE("report: JSON", "[golden]") {
  check_golden({folder / "report.json"}, report(report::Format::json, sample_results()));
}

TEST_CASE("report: SARIF", "[golden]") {
  check_golden({folder / "report.sarif"}, report(report::Format::sarif, sample_results()));
}

/// A format whose golden files are `report.` and `clean.` with this ending.
struct Other {
  report::Format format;
  std::string ending;
};
const std::vector<Other> others = {
    {report::Format::concise, "concise"}, {report::Format::jsonl, "jsonl"},
    {report::Format::github, "github"},   {report::Format::gitlab, "gitlab.json"},
    {report::Format::junit, "junit.xml"}, {report::Format::checkstyle, "checkstyle.xml"},
    {report::Format::rdjson, "rdjson"},   {report::Format::markdown, "md"},
};

TEST_CASE("report: the other formats", "[golden]") {
  for (const Other& other : others) {
    INFO(other.ending);
    check_golden({folder / ("report." + other.ending)}, report(other.format, sample_results()));
    check_golden({folder / ("clean." + other.ending)}, report(other.format, {{.path = "a.sql"}}));
  }
}

TEST_CASE("report: text grouped by rule", "[golden]") {
  check_golden({folder / "grouped.txt"},
               report(report::Format::text, sample_results(), {.most_per_rule = 2}));
  check_golden({folder / "grouped.ansi"}, report(report::Format::text, sample_results(),
                                                 {.color = report::Color::on, .most_per_rule = 1}));
}

TEST_CASE("report: quiet text", "[golden]") {
  check_golden({folder / "quiet.txt"},
               report(report::Format::text, sample_results(), {.quiet = true}));
  CHECK(report(report::Format::text, {{.path = "a.sql"}}, {.quiet = true}).empty());
}

TEST_CASE("report: nothing found", "[golden]") {
  check_golden({folder / "clean.txt"}, report(report::Format::text, {{.path = "a.sql"}}));
  check_golden({folder / "clean.json"}, report(report::Format::json, {{.path = "a.sql"}}));
  check_golden({folder / "clean.sarif"}, report(report::Format::sarif, {{.path = "a.sql"}}));
}

}  // namespace
}  // namespace pglint::tests
