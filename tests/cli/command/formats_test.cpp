// A program that reads a report always gets one complete document, even after errors.
#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "report/format.h"
#include "tests/support/process.h"
#include "tests/support/project.h"
#include "tests/support/temporary_folder.h"
#include "text/file.h"
#include "text/json.h"

namespace pglint::tests {
namespace {

using report::Format;

/// Arguments for runs with findings, without findings, and with errors.
const std::vector<std::string> runs = {
    "clean.sql",
    "findings.sql",
    "findings.sql --min-severity error",
    "nul.sql latin1.sql",
    "dead.sql findings.sql",
    "missing.sql findings.sql",
    "empty",
    "findings.sql --context missing.sql",
    "findings.sql --select no-such-rule",
    "findings.sql --option money-type.no-such-option=1",
    "- <.",
    "- </dev/null",
    "'odd \"<&>\n.sql' --min-severity info",
};

bool is_json(const std::string& document) { return text::Json::accept(document); }

bool is_json_lines(const std::string& document) {
  if (!document.ends_with('\n')) return false;
  for (std::size_t begin = 0; begin < document.size();) {
    const std::size_t end = document.find('\n', begin);
    if (!is_json(document.substr(begin, end - begin))) return false;
    begin = end + 1;
  }
  return true;
}

/// True for a line with the result of the run.
bool has_summary(const std::string& report) {
  static const std::regex summary("(^|\n)[0-9]+ files? checked: [^\n]+\n");
  return std::regex_search(report, summary);
}

bool is_concise(const std::string& report) {
  static const std::regex lines(
      "([^\n]+:[0-9]+:[0-9]+: (error|warning|info): [^\n]+ \\[[a-z-]+\\]\n)*");
  return std::regex_match(report, lines);
}

/// Expects annotations, then the reason why there is nothing else, or the text report for the log.
bool is_workflow_log(const std::string& report) {
  static const std::regex log(
      "(::(error|warning|notice) (file=[^:\n]+,)?title=pglint(%3A "
      "[a-z-]+)?::[A-Z`][^\n]*[.?!]\n)*([^:][^]*)?");
  const bool is_failure = report.find("title=pglint::") != std::string::npos;
  return std::regex_match(report, log) && (is_failure || has_summary(report));
}

bool is_document(Format format, const std::string& report) {
  switch (format) {
    case Format::text:
      return has_summary(report);
    case Format::concise:
      return is_concise(report);
    case Format::github:
      return is_workflow_log(report);
    case Format::json:
    case Format::sarif:
    case Format::gitlab:
    case Format::rdjson:
      return is_json(report);
    case Format::jsonl:
      return is_json_lines(report);
    case Format::junit:
      return report.starts_with("<?xml") && report.ends_with("</testsuites>\n");
    case Format::checkstyle:
      return report.starts_with("<?xml") && report.ends_with("</checkstyle>\n");
    case Format::markdown:
      return report.starts_with("## pglint\n");
  }
  return false;
}

TEST_CASE("formats: one complete document in every case") {
  const TemporaryFolder folder;
  folder.write("clean.sql", "SELECT 1;\n");
  folder.write("findings.sql", "CREATE TABLE t (m money);\nSELECT 1 +;\n");
  folder.write("nul.sql", std::string_view("a\0b", 3));
  folder.write("latin1.sql", "SELECT 'caf\xE9';\n");
  folder.write("odd \"<&>\n.sql", "CREATE TABLE \"<&>\" (\"]]>\" money);\n");
  folder.write("empty/note.txt");
  std::filesystem::create_symlink("nowhere", folder.path() / "dead.sql");
  std::string junit;
  std::string checkstyle;
  for (std::size_t number = 0; number < runs.size(); ++number) {
    // All at once: each must be written even if others fail.
    std::string command = "pglint " + runs[number];
    for (const report::FormatInfo& info : report::all_formats()) {
      command += fmt::format(" --format {0}={0}{1}", info.name, number);
    }
    const Outcome outcome = run_shell(command, folder.path());
    INFO(command << "\n" << outcome.err);
    CHECK(outcome.out.empty());
    for (const report::FormatInfo& info : report::all_formats()) {
      INFO(info.name);
      const auto file = folder.path() / (std::string(info.name) + std::to_string(number));
      if (!info.is_document && !std::filesystem::exists(file)) continue;
      const auto report = text::read_file(file);
      REQUIRE(report.ok());
      CHECK(is_document(info.format, report.value()));
    }
    junit += " junit" + std::to_string(number);
    checkstyle += " checkstyle" + std::to_string(number);
  }
  if (std::string(project::python).empty()) end_for_want("Python with jsonschema");
  const std::string check = "'" + std::string(project::python) + "' '" +
                            std::string(project::source_dir) + "/tests/report/check_xml.py' ";
  const Outcome outcome = run_shell(
      check + "junit" + junit + " && " + check + "checkstyle" + checkstyle, folder.path());
  INFO(outcome.out << outcome.err);
  CHECK(outcome.status == 0);
}

TEST_CASE("formats: the exit code does not depend on the format") {
  const TemporaryFolder folder;
  folder.write("findings.sql", "CREATE FUNCTION f(m money) RETURNS int LANGUAGE sql RETURN 1;\n");
  for (const std::string threshold : {"info", "warning", "never"}) {
    const std::string options = "findings.sql --select money-type --fail-on " + threshold;
    const auto status = [&](const std::string& formats) {
      return run_shell(fmt::format("pglint {} {}", formats, options), folder.path()).status;
    };
    const int expected = status("--format text");
    CHECK(expected == (threshold == "info" ? 1 : 0));
    for (const report::FormatInfo& info : report::all_formats()) {
      INFO(info.name << options);
      CHECK(status(fmt::format("--format {}", info.name)) == expected);
      CHECK(status(fmt::format("--format json=all --format {}=one", info.name)) == expected);
    }
  }
}

}  // namespace
}  // namespace pglint::tests
