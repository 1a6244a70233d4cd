#include <catch2/catch_test_macros.hpp>

#include "report/closing.h"
#include "tests/report/sample.h"

namespace pglint::report {
namespace {

std::string line(const Summary& summary) { return summary_line(summary, Painter(Color::off)); }

TEST_CASE("summary: in words, without empty parts") {
  Summary summary = {.files_checked = 1};
  CHECK(line(summary) == "1 file checked: no findings");
  summary.files_checked = 2;
  summary.shown[Severity::error] = 1;
  summary.shown[Severity::warning] = 2;
  CHECK(line(summary) == "2 files checked: 1 error, 2 warnings");
  summary.hidden[Severity::info] = 1;
  CHECK(line(summary) ==
        "2 files checked: 1 error, 2 warnings; hidden: 1 info (`--min-severity info` shows them)");
  summary.files_not_analyzed = 1;
  summary.files_unreadable = 3;
  CHECK(line(summary).ends_with("; 1 file skipped or partly read; 3 files unreadable"));
}

TEST_CASE("summary: findings below the threshold are counted but not shown") {
  Summary summary;
  std::size_t left = 0;
  for (FileResult& result : tests::sample_results()) {
    tally(result, Severity::error, summary);
    drop_hidden(result, Severity::error);
    left += result.findings.size();
  }
  CHECK(left == 2);
  CHECK(summary.shown.total() == 2);
  CHECK(summary.hidden[Severity::warning] == 7);
  CHECK(summary.hidden[Severity::info] == 1);
  CHECK(summary.files_checked == 5);
  CHECK(summary.files_unreadable == 1);
  CHECK(summary.files_not_analyzed == 1);
  CHECK(line(summary).find("(`--min-severity info` shows them)") != std::string::npos);
}

}  // namespace
}  // namespace pglint::report
