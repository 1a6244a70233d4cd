// Validates JSON reports against their schema, and checks that the schema rejects invalid ones.
#include "text/json.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/report/sample.h"
#include "tests/support/process.h"
#include "tests/support/project.h"
#include "tests/support/temporary_folder.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

/// Exit code and output of the validator for `document`.
Outcome validate(const std::string& document) {
  const TemporaryFolder folder;
  folder.write("report.json", document);
  return run_shell("'" + std::string(project::python) + "' '" + std::string(project::source_dir) +
                       "/tests/report/check_schema.py' '" + std::string(project::source_dir) +
                       "/docs/report.schema.json' report.json",
                   folder.path());
}

void require_validator() {
  if (std::string(project::python).empty()) end_for_want("Python with jsonschema");
}

void check_valid(const std::string& document) {
  const Outcome outcome = validate(document);
  INFO(outcome.out << outcome.err);
  CHECK(outcome.status == 0);
}

TEST_CASE("JSON: every member of a complete report is in the schema") {
  require_validator();
  check_valid(report(report::Format::json, sample_results()));
}

TEST_CASE("JSON: reports of the program conform to the schema") {
  require_validator();
  const TemporaryFolder folder;
  folder.write("findings.sql", "CREATE TABLE t (m money);\nSELECT 1 +;\n");
  folder.write("nul.sql", std::string_view("a\0b", 3));
  folder.write("clean/a.sql", "SELECT 1;\n");
  folder.write("empty/note.txt");
  for (const char* paths : {".", "clean", "nul.sql", "findings.sql clean/../nul.sql", "empty",
                            "no/such", "- </dev/null"}) {
    INFO(paths);
    const Outcome outcome = run_shell("pglint --format json " + std::string(paths), folder.path());
    check_valid(outcome.out);
  }
}

TEST_CASE("JSON: the schema is strict") {
  require_validator();
  const text::Json good = text::Json::parse(report(report::Format::json, sample_results()));
  text::Json unknown_member = good;
  unknown_member["findings"][0]["extra"] = 1;
  CHECK(validate(unknown_member.dump()).status == 1);
  text::Json missing_member = good;
  missing_member["findings"][0].erase("help");
  CHECK(validate(missing_member.dump()).status == 1);
  text::Json line_zero = good;
  line_zero["findings"][0]["range"]["start"]["line"] = 0;
  CHECK(validate(line_zero.dump()).status == 1);
}

TEST_CASE("JSON: a file name may be invalid UTF-8") {
  FileResult result;
  result.path = "caf\xE9.sql";
  result.not_analyzed = {"reason"};
  const std::string document = report(report::Format::json, {result});
  CHECK(text::Json::accept(document));
  CHECK(document.find("caf\\ufffd.sql") != std::string::npos);
}

TEST_CASE("JSON: plain ASCII for any SQL") {
  for (const report::Format format : {report::Format::json, report::Format::sarif}) {
    const std::string document = report(format, sample_results());
    CHECK(document.find_first_not_of(
              "\n !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`"
              "abcdefghijklmnopqrstuvwxyz{|}~") == std::string::npos);
  }
}

}  // namespace
}  // namespace pglint::tests
