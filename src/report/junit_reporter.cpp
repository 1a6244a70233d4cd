// JUnit XML: a suite per file, a failed test per finding.
#include <algorithm>
#include <cstddef>
#include <map>
#include <string>

#include <fmt/format.h>

#include "report/reporter.h"
#include "report/reporters.h"
#include "report/severity_words.h"
#include "report/snippet.h"
#include "report/tool_info.h"
#include "report/xml.h"
#include "text/line/index.h"
#include "text/relative_path.h"

namespace pglint::report {
namespace {

class JunitReporter final : public Reporter {
 public:
  explicit JunitReporter(std::string working_directory)
      : working_directory_(std::move(working_directory)) {}

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  void append_failures(const std::string& name, const FileResult& result);
  void append_error(const std::string& name, const std::string& reason);

  std::string working_directory_;
  std::string suites_;  ///< kept until the totals, which come before them, are known
  std::size_t tests_ = 0;
  std::size_t failures_ = 0;
  std::size_t errors_ = 0;
};

/// A source line with tabs as blanks, so that it lines up with the carets below.
std::string source_line(std::string_view number, std::string_view code) {
  std::string shown;
  for (const char byte : code) {
    if (byte == '\t') {
      shown += "    ";
    } else {
      shown += byte;
    }
  }
  return fmt::format("{:>5} | {}\n", number, xml_escaped(shown));
}

/// The rule and the object, which stay when lines move, so that services know a test again: `#2`
/// for the second of that name in the file. `named` counts them.
std::string test_name(const Finding& finding, std::map<std::string, std::size_t>& named) {
  std::string name(finding.rule->id);
  if (!finding.object.empty()) name += " " + finding.object;
  const std::size_t number = ++named[name];
  return number == 1 ? name : fmt::format("{} #{}", name, number);
}

/// The text of a failed test: place, source, help.
std::string failure_text(const std::string& file, const text::LineIndex& lines,
                         const Finding& finding) {
  const text::Position at = lines.position(finding.range.begin);
  std::string body = fmt::format("{}:{}:{}\n", file, at.line, at.column);
  for (const SnippetLine& line : snippet(lines, finding.range)) {
    const std::string number = line.number == 0 ? "" : std::to_string(line.number);
    body += source_line(number, line.code);
    if (!line.marks.empty()) body += source_line("", line.marks);
  }
  if (const std::string_view help = help_of(finding); !help.empty()) {
    body += fmt::format("help: {}\n", xml_escaped(help));
  }
  const std::string url = rule_url(*finding.rule);
  return body + (url.empty() ? fmt::format("see `pglint explain {}`\n", finding.rule->id)
                             : fmt::format("see {}\n", xml_escaped(url)));
}

}  // namespace

void JunitReporter::file(const FileResult& result, std::string& /*out*/) {
  const std::string name = xml_escaped(
      text::relative_path({.path = result.path, .working_directory = working_directory_}));
  if (result.unreadable) return append_error(name, result.unreadable->message);
  const std::size_t failures = result.findings.size();
  const std::size_t tests = std::max<std::size_t>(failures, 1);
  tests_ += tests;
  failures_ += failures;
  suites_ += fmt::format(
      R"(  <testsuite name="{}" tests="{}" failures="{}" errors="0" skipped="0" time="0">)"
      "\n",
      name, tests, failures);
  if (failures == 0) {
    suites_ += fmt::format(R"(    <testcase name="no findings" classname="{}" time="0"/>)"
                           "\n",
                           name);
  } else {
    append_failures(name, result);
  }
  suites_ += "  </testsuite>\n";
}

void JunitReporter::append_failures(const std::string& name, const FileResult& result) {
  const text::LineIndex lines(result.content);
  std::map<std::string, std::size_t> named;
  for (const Finding& finding : result.findings) {
    suites_ += fmt::format(
        R"(    <testcase name="{0}" classname="{1}" time="0">
      <failure type="{2}" message="{3} [{4}]">{5}</failure>
    </testcase>
)",
        xml_escaped(test_name(finding, named)), name, name_of(finding.severity),
        xml_escaped(finding.message), finding.rule->id, failure_text(name, lines, finding));
  }
}

/// A suite for a file that could not be linted.
void JunitReporter::append_error(const std::string& name, const std::string& reason) {
  ++tests_;
  ++errors_;
  suites_ += fmt::format(
      R"(  <testsuite name="{0}" tests="1" failures="0" errors="1" skipped="0" time="0">
    <testcase name="read" classname="{0}" time="0">
      <error type="not-linted" message="{1}"/>
    </testcase>
  </testsuite>
)",
      name, xml_escaped(reason));
}

void JunitReporter::finish(const Summary& summary, std::string& out) {
  if (!summary.failure.empty()) append_error(std::string(tool_name), summary.failure);
  out += xml_declaration;
  out += fmt::format(R"(<testsuites name="{}" tests="{}" failures="{}" errors="{}" time="0">)"
                     "\n",
                     tool_name, tests_, failures_, errors_);
  out += suites_ + "</testsuites>\n";
}

std::unique_ptr<Reporter> make_junit_reporter(const ReporterOptions& options) {
  return std::make_unique<JunitReporter>(options.working_directory);
}

}  // namespace pglint::report
