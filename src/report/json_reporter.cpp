// The findings as one JSON document; docs/report.schema.json says what is in it.
#include "report/finding_json.h"
#include "report/reporter.h"
#include "report/reporters.h"
#include "rule/fingerprint.h"
#include "text/line/index.h"

namespace pglint::report {
namespace {

/// Findings are written immediately, one per line.
class JsonReporter final : public Reporter {
 public:
  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  void append_head(std::string& out);

  Fingerprinter fingerprints_;
  FilesJson about_files_;
  std::size_t findings_ = 0;
};

}  // namespace

void JsonReporter::file(const FileResult& result, std::string& out) {
  about_files_.add(result);
  if (result.findings.empty()) return;
  const text::LineIndex lines(result.content);
  for (const Finding& finding : result.findings) {
    append_head(out);
    out += findings_++ == 0 ? "\n    {" : ",\n    {";
    text::JsonMembers members(out);
    add_finding({.path = result.path,
                 .database = result.database,
                 .lines = lines,
                 .fingerprint = fingerprints_.next(finding)},
                finding, members);
    out += '}';
  }
}

void JsonReporter::finish(const Summary& summary, std::string& out) {
  append_head(out);
  out += findings_ == 0 ? "],\n" : "\n  ],\n";
  out += "  \"notices\": " + text::dump(about_files_.notices()) +
         ",\n  \"files\": " + text::dump(about_files_.files(summary)) +
         ",\n  \"summary\": " + text::dump(counts_json(summary)) + "\n}\n";
}

void JsonReporter::append_head(std::string& out) {
  if (findings_ > 0) return;
  out += "{\n  \"version\": 1,\n  \"tool\": " + text::dump(tool_json()) + ",\n  \"findings\": [";
}

std::unique_ptr<Reporter> make_json_reporter(const ReporterOptions& /*options*/) {
  return std::make_unique<JsonReporter>();
}

}  // namespace pglint::report
