#include "report/json_reporter.h"

#include "report/finding_json.h"
#include "text/line_index.h"

namespace pglint::output {

void JsonReporter::file(const FileResult& result, std::string& out) {
  about_files_.add(result);
  if (result.findings.empty()) return;
  const text::LineIndex lines(result.content);
  for (const Finding& finding : result.findings) {
    const Json json = finding_json(
        {.path = result.path, .lines = lines, .fingerprint = fingerprints_.next(finding)}, finding);
    append(dump(json), out);
  }
}

void JsonReporter::finish(const Summary& summary, std::string& out) {
  append_head(out);
  out += findings_ == 0 ? "],\n" : "\n  ],\n";
  out += "  \"notices\": " + dump(about_files_.notices()) +
         ",\n  \"files\": " + dump(about_files_.files(summary)) +
         ",\n  \"summary\": " + dump(counts_json(summary)) + "\n}\n";
}

void JsonReporter::append(const std::string& finding, std::string& out) {
  append_head(out);
  out += (findings_++ == 0 ? "\n    " : ",\n    ") + finding;
}

/// Everything in front of the first finding, once.
void JsonReporter::append_head(std::string& out) {
  if (findings_ > 0) return;
  out += "{\n  \"version\": 1,\n  \"tool\": " + dump(tool_json()) + ",\n  \"findings\": [";
}

}  // namespace pglint::output
