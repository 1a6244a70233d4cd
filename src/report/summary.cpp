#include "report/summary.h"

#include <vector>

#include <fmt/format.h>

namespace pglint::report {

namespace {

void count_fix(const Finding& finding, Summary& summary) {
  const auto safety = safest_fix(finding);
  if (!safety) return;
  ++(*safety == FixSafety::safe ? summary.with_safe_fix : summary.with_unsafe_fix);
}

}  // namespace

void tally(const FileResult& result, Severity lowest_shown, Summary& summary) {
  if (result.unreadable) {
    ++summary.files_unreadable;
    return;
  }
  ++summary.files_checked;
  if (!result.not_analyzed.empty()) ++summary.files_not_analyzed;
  if (!result.other_database.empty()) ++summary.other_databases[result.other_database];
  for (auto at = static_cast<std::size_t>(lowest_shown); at < result.applied_findings.size();
       ++at) {
    summary.applied += result.applied_findings[at];
  }
  for (const Finding& finding : result.findings) {
    const bool hides = finding.severity < lowest_shown;
    ++(hides ? summary.hidden : summary.shown)[finding.severity];
    if (!hides) count_fix(finding, summary);
  }
}

void drop_hidden(FileResult& result, Severity lowest_shown) {
  std::erase_if(result.findings,
                [&](const Finding& finding) { return finding.severity < lowest_shown; });
}

std::string context_note(const Summary& summary) {
  const std::vector<std::string>& files = summary.context_not_read;
  const std::size_t others = files.size() - 1;
  return fmt::format(
      "findings about the schema may be missing or wrong, because {} not parsed in full: `{}`{}",
      files.size() == 1 ? "a context file was" : fmt::format("{} context files were", files.size()),
      files.front(), others == 0 ? "" : fmt::format(" and {} more", others));
}

}  // namespace pglint::report
