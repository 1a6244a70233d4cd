// JUnit and checkstyle: valid text, and documents that an XML parser reads.
#include "report/xml.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/report/sample.h"
#include "tests/support/process.h"
#include "tests/support/project.h"
#include "tests/support/temporary_folder.h"

namespace pglint::tests {
namespace {

void require_python() {
  if (std::string(project::python).empty()) end_for_want("Python with jsonschema");
}

/// Exit code and output of tests/report/check_xml.py for `document`.
Outcome check(const std::string& kind, const std::string& document) {
  const TemporaryFolder folder;
  folder.write("report.xml", document);
  return run_shell("'" + std::string(project::python) + "' '" + std::string(project::source_dir) +
                       "/tests/report/check_xml.py' " + kind + " report.xml",
                   folder.path());
}

struct XmlFormat {
  report::Format format;
  const char* kind;
};
const std::vector<XmlFormat> xml_formats = {{report::Format::junit, "junit"},
                                            {report::Format::checkstyle, "checkstyle"}};

TEST_CASE("XML: markup and invalid characters are replaced") {
  CHECK(report::xml_escaped("a < b && \"c\" > 'd'") ==
        "a &lt; b &amp;&amp; &quot;c&quot; &gt; 'd'");
  CHECK(report::xml_escaped(std::string_view("\0\x01\x1b\n", 4)) == "␀␁␛␊");
  CHECK(report::xml_escaped("größe 金額 \xF0\x9F\x91\x8D") == "größe 金額 \xF0\x9F\x91\x8D");
  CHECK(report::xml_escaped("caf\xE9") == "caf&lt;0xE9&gt;");
  CHECK(report::xml_escaped("\xEF\xBF\xBE|\xEF\xBF\xBF") == "\xEF\xBF\xBD|\xEF\xBF\xBD");
  CHECK(report::xml_escaped("\xEF\xBC\x81") == "\xEF\xBC\x81");
}

TEST_CASE("XML: a parser reads the reports, and their structure is as expected") {
  require_python();
  FileResult hostile;
  hostile.path = "]]>\"<x>&\x07\xEF\xBF\xBF\xFF.sql";
  hostile.content = "SELECT '\x01]]><\xFF&';\n";
  hostile.findings.push_back({.rule = &sample_error,
                              .severity = Severity::error,
                              .range = {.begin = 7, .end = 14},
                              .message = "`\x01]]>\"<\xFF&` is odd"});
  for (const XmlFormat& xml : xml_formats) {
    for (const auto& results : std::vector<std::vector<FileResult>>{
             sample_results(), {}, {{.path = "a.sql"}}, {hostile}}) {
      const std::string document = report(xml.format, results);
      const Outcome outcome = check(xml.kind, document);
      INFO(document << outcome.out << outcome.err);
      CHECK(outcome.status == 0);
    }
  }
}

TEST_CASE("XML: the check of the structure is strict") {
  require_python();
  std::string junit = report(report::Format::junit, sample_results());
  const std::size_t count = junit.find("tests=\"");
  CHECK(check("junit", junit.replace(count, 7, "tests=\"1")).status == 1);
  std::string checkstyle = report(report::Format::checkstyle, sample_results());
  const std::size_t line = checkstyle.find("line=\"");
  CHECK(check("checkstyle", checkstyle.replace(line, 7, "line=\"-")).status == 1);
  CHECK(check("checkstyle", report(report::Format::junit, {})).status == 1);
}

}  // namespace
}  // namespace pglint::tests
