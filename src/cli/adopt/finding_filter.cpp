#include "cli/adopt/finding_filter.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "cli/terminal/complain.h"

namespace pglint::cli {

TouchedLines::TouchedLines(const FileResult& file, const std::optional<ChangedFiles>& changed)
    : path_(file.path), lines_(changed ? &changed->lines_of(file.path) : nullptr) {
  if (lines_ != nullptr && !lines_->is_everything() && !lines_->empty()) {
    counted_.emplace(file.content);
  }
}

bool TouchedLines::touch(text::Range range) const {
  if (lines_ == nullptr || lines_->is_everything()) return true;
  return counted_ && lines_->touches(counted_->span(range));
}

bool TouchedLines::has(const Finding& finding) const {
  return finding.rule->about_change || touch(finding.range);
}

bool FindingFilter::is_old(const FileResult& file, const Finding& finding) {
  if (!asked_ || asked_->path() != file.path) asked_.emplace(file, changed_);
  return !asked_->has(finding) || known_.has(file.path, finding);
}

void FindingFilter::apply(FileResult& result) {
  if (result.unreadable) return;
  const TouchedLines changes(result, changed_);
  known_.start_file(result.path);

  // Findings on unchanged lines use up baseline entries first: they are the old ones.
  std::vector<Finding>& findings = result.findings;
  const auto changed =
      std::stable_partition(findings.begin(), findings.end(),
                            [&](const Finding& finding) { return !changes.has(finding); });
  const std::vector<bool> is_known = known_.take(findings);
  const auto unchanged = static_cast<std::size_t>(changed - findings.begin());
  std::vector<Finding> left;
  for (std::size_t number = 0; number < findings.size(); ++number) {
    const Severity severity = findings[number].severity;
    if (number < unchanged) {
      ++left_out_.on_unchanged_lines[severity];
    } else if (is_known[number]) {
      ++left_out_.in_baseline[severity];
    } else {
      left.push_back(std::move(findings[number]));
    }
  }
  findings = std::move(left);
  std::erase_if(result.notices,
                [&](const parse::Notice& notice) { return !changes.touch(notice.range); });
}

LeftOut FindingFilter::finish(const KnownFindings::IsComplete& is_complete) && {
  std::vector<std::string> remarks;
  left_out_.problem = known_.finish(remarks, is_complete);
  for (const std::string& line : remarks) remark(line);
  return std::move(left_out_);
}

}  // namespace pglint::cli
