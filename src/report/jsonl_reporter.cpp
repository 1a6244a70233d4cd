// One JSON object per line: each finding, then a summary.
#include "report/finding_json.h"
#include "report/reporter.h"
#include "report/reporters.h"
#include "rule/fingerprint.h"
#include "text/line/index.h"

namespace pglint::report {
namespace {

class JsonLinesReporter final : public Reporter {
 public:
  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  Fingerprinter fingerprints_;
  FilesJson about_files_;
};

}  // namespace

void JsonLinesReporter::file(const FileResult& result, std::string& out) {
  about_files_.add(result);
  if (result.findings.empty()) return;
  const text::LineIndex lines(result.content);
  for (const Finding& finding : result.findings) {
    out += '{';
    text::JsonMembers members(out);
    members.add("type", "finding");
    add_finding({.path = result.path,
                 .database = result.database,
                 .lines = lines,
                 .fingerprint = fingerprints_.next(finding)},
                finding, members);
    out += "}\n";
  }
}

void JsonLinesReporter::finish(const Summary& summary, std::string& out) {
  const text::Json line = {{"type", "summary"},
                           {"version", 1},
                           {"tool", tool_json()},
                           {"notices", about_files_.notices()},
                           {"files", about_files_.files(summary)},
                           {"summary", counts_json(summary)}};
  out += text::dump(line) + '\n';
}

std::unique_ptr<Reporter> make_jsonl_reporter(const ReporterOptions& /*options*/) {
  return std::make_unique<JsonLinesReporter>();
}

}  // namespace pglint::report
