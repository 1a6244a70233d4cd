// GitLab's Code Quality report, which merge requests show.
#include <cassert>
#include <cstddef>
#include <string>

#include "report/reporter.h"
#include "report/reporters.h"
#include "report/severity_words.h"
#include "rule/fingerprint.h"
#include "text/json.h"
#include "text/line/index.h"
#include "text/relative_path.h"

namespace pglint::report {
namespace {

class GitlabReporter final : public Reporter {
 public:
  explicit GitlabReporter(std::string working_directory)
      : working_directory_(std::move(working_directory)) {}

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  void append(const text::Json& issue, std::string& out);

  std::string working_directory_;
  Fingerprinter fingerprints_;
  std::size_t issues_ = 0;
};

/// GitLab has info, minor, major, critical and blocker.
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
      text::relative_path({.path = result.path, .working_directory = working_directory_});
  const auto location = [&](std::size_t line) {
    return text::Json{{"path", path}, {"lines", {{"begin", line}}}};
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

void GitlabReporter::append(const text::Json& issue, std::string& out) {
  out += (issues_++ == 0 ? "[\n  " : ",\n  ") + text::dump(issue);
}

std::unique_ptr<Reporter> make_gitlab_reporter(const ReporterOptions& options) {
  return std::make_unique<GitlabReporter>(options.working_directory);
}

}  // namespace pglint::report
