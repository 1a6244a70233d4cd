// Checkstyle XML, which many CI servers and editors read.
#include <fmt/format.h>

#include "report/reporter.h"
#include "report/reporters.h"
#include "report/severity_words.h"
#include "report/xml.h"
#include "text/line/index.h"
#include "text/relative_path.h"

namespace pglint::report {
namespace {

class CheckstyleReporter final : public Reporter {
 public:
  explicit CheckstyleReporter(std::string working_directory)
      : working_directory_(std::move(working_directory)) {}

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  void append_head(std::string& out);

  std::string working_directory_;
  bool has_head_ = false;
};

}  // namespace

void CheckstyleReporter::file(const FileResult& result, std::string& out) {
  append_head(out);
  if (result.findings.empty() && !result.unreadable) return;
  const std::string path =
      text::relative_path({.path = result.path, .working_directory = working_directory_});
  out += fmt::format("  <file name=\"{}\">\n", xml_escaped(path));
  if (result.unreadable) {
    out += fmt::format(R"(    <error line="1" severity="error" message="{}" source="pglint"/>)"
                       "\n",
                       xml_escaped(sentence(result.unreadable->message)));
  }
  const text::LineIndex lines(result.content);
  for (const Finding& finding : result.findings) {
    const text::Position at = lines.position(finding.range.begin);
    out += fmt::format(
        R"(    <error line="{}" column="{}" severity="{}" message="{}" source="pglint.{}"/>)"
        "\n",
        at.line, at.column, name_of(finding.severity), xml_escaped(message_with_help(finding)),
        finding.rule->id);
  }
  out += "  </file>\n";
}

void CheckstyleReporter::finish(const Summary& /*summary*/, std::string& out) {
  append_head(out);
  out += "</checkstyle>\n";
}

void CheckstyleReporter::append_head(std::string& out) {
  if (has_head_) return;
  has_head_ = true;
  out += xml_declaration;
  out += "<checkstyle version=\"4.3\">\n";
}

std::unique_ptr<Reporter> make_checkstyle_reporter(const ReporterOptions& options) {
  return std::make_unique<CheckstyleReporter>(options.working_directory);
}

}  // namespace pglint::report
