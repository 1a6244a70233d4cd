#include "report/jsonl_reporter.h"

#include "text/line_index.h"

namespace pglint::output {

void JsonLinesReporter::file(const FileResult& result, std::string& out) {
  about_files_.add(result);
  if (result.findings.empty()) return;
  const text::LineIndex lines(result.content);
  for (const Finding& finding : result.findings) {
    Json line = {{"type", "finding"}};
    line.update(finding_json(
        {.path = result.path, .lines = lines, .fingerprint = fingerprints_.next(finding)},
        finding));
    out += dump(line) + '\n';
  }
}

void JsonLinesReporter::finish(const Summary& summary, std::string& out) {
  const Json line = {{"type", "summary"},
                     {"version", 1},
                     {"tool", tool_json()},
                     {"notices", about_files_.notices()},
                     {"files", about_files_.files(summary)},
                     {"summary", counts_json(summary)}};
  out += dump(line) + '\n';
}

}  // namespace pglint::output
