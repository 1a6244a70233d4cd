#include "report/gitlab_reporter.h"

#include <cassert>

#include "report/severity_words.h"
#include "text/line_index.h"
#include "text/relative_path.h"

namespace pglint::output {
namespace {

/// GitLab knows info, minor, major, critical and blocker.
std::string_view gitlab_severity(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "info";
    case Severity::warning:
      return "major";
    case Severity::error:
      return "critical";
  }
  assert(false);
  return {};
}

}  // namespace

void GitlabReporter::file(const FileResult& result, std::string& out) {
  const std::string path =
      relative_path({.path = result.path, .working_directory = working_directory_});
  const auto location = [&](std::size_t line) {
    return Json{{"path", path}, {"lines", {{"begin", line}}}};
  };
  if (result.unreadable) {
    append({{"description", sentence(result.unreadable->message)},
            {"check_name", "unreadable-file"},
            {"fingerprint", "unreadable:" + path},
            {"severity", "blocker"},
            {"location", location(1)}},
           out);
    return;
  }
  if (result.findings.empty()) return;
  const text::LineIndex lines(result.content);
  for (const Finding& finding : result.findings) {
    append({{"description", message_with_help(finding)},
            {"check_name", finding.rule->id},
            {"fingerprint", fingerprints_.next(finding)},
            {"severity", gitlab_severity(finding.severity)},
            {"location", location(lines.position(finding.range.begin).line)}},
           out);
  }
}

void GitlabReporter::finish(const Summary& /*summary*/, std::string& out) {
  out += issues_ == 0 ? "[]\n" : "\n]\n";
}

void GitlabReporter::append(const Json& issue, std::string& out) {
  out += (issues_++ == 0 ? "[\n  " : ",\n  ") + dump(issue);
}

}  // namespace pglint::output
