// Every format, as a whole, against files in fixtures/output.
#include "tests/support/golden.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/output/sample.h"

namespace pglint::tests {
namespace {

const std::filesystem::path folder = PGLINT_SOURCE_DIR "/fixtures/output";

TEST_CASE("report: text", "[golden]") {
  check_golden({folder / "report.txt"}, report(output::Format::text, sample_results()));
}

TEST_CASE("report: text in colours", "[golden]") {
  check_golden({folder / "report.ansi"},
               report(output::Format::text, sample_results(), {.color = output::Color::on}));
}

TEST_CASE("report: statistics", "[golden]") {
  check_golden({folder / "statistics.txt"},
               report(output::Format::text, sample_results(), {.statistics = true}));
}

TEST_CASE("report: JSON", "[golden]") {
  check_golden({folder / "report.json"}, report(output::Format::json, sample_results()));
}

TEST_CASE("report: SARIF", "[golden]") {
  check_golden({folder / "report.sarif"}, report(output::Format::sarif, sample_results()));
}

TEST_CASE("report: nothing found", "[golden]") {
  check_golden({folder / "clean.txt"}, report(output::Format::text, {{.path = "a.sql"}}));
  check_golden({folder / "clean.json"}, report(output::Format::json, {{.path = "a.sql"}}));
  check_golden({folder / "clean.sarif"}, report(output::Format::sarif, {{.path = "a.sql"}}));
}

}  // namespace
}  // namespace pglint::tests
