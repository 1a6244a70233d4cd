// One finding per line, as gcc writes them, for editors and tools that match lines.
#include <fmt/format.h>

#include "report/painter.h"
#include "report/reporter.h"
#include "report/reporters.h"
#include "text/line/index.h"
#include "text/printable.h"

namespace pglint::report {
namespace {

/// Writes only findings and notes.
class ConciseReporter final : public Reporter {
 public:
  explicit ConciseReporter(const ReporterOptions& options)
      : paint_(options.color, options.links_to) {}

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  Painter paint_;
};

}  // namespace

void ConciseReporter::file(const FileResult& result, std::string& out) {
  if (result.findings.empty() && result.notices.empty()) return;
  const std::string name = text::printable_path(result.path);
  const text::LineIndex lines(result.content);
  const auto place = [&](text::Range range) {
    const text::Position at = lines.position(range.begin);
    return paint_(Paint::bold, fmt::format("{}:{}:{}:", name, at.line, at.column));
  };
  for (const parse::Notice& notice : result.notices) {
    out += fmt::format("{} {} {}\n", place(notice.range), paint_(Paint::green, "note:"),
                       text::printable(notice.message));
  }
  for (const Finding& finding : result.findings) {
    const std::string severity = fmt::format("{}:", name_of(finding.severity));
    out += fmt::format("{} {} {} {}\n", place(finding.range),
                       paint_(paint_of(finding.severity), severity),
                       text::printable(finding.message), paint_.label(*finding.rule));
  }
}

void ConciseReporter::finish(const Summary& /*summary*/, std::string& /*out*/) {}

std::unique_ptr<Reporter> make_concise_reporter(const ReporterOptions& options) {
  return std::make_unique<ConciseReporter>(options);
}

}  // namespace pglint::report
