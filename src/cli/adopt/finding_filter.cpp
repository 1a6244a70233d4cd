#include "cli/adopt/finding_filter.h"

#include <string>
#include <vector>

#include "cli/terminal/complain.h"
#include "text/line_set.h"

namespace pglint::cli {
namespace {

/// Tells whether ranges of one file touch changed lines.
class Changes {
 public:
  Changes(const FileResult& result, const std::optional<ChangedFiles>& changed)
      : lines_(changed ? &changed->lines_of(result.path) : nullptr) {
    if (lines_ != nullptr && !lines_->is_everything() && !lines_->empty()) {
      counted_.emplace(result.content);
    }
  }

  [[nodiscard]] bool touch(text::Range range) const {
    if (lines_ == nullptr || lines_->is_everything()) return true;
    return counted_ && lines_->touches(counted_->span(range));
  }

 private:
  const text::LineSet* lines_;  ///< null if all lines count
  std::optional<text::PatchLines> counted_;
};

}  // namespace

void FindingFilter::apply(FileResult& result) {
  if (result.unreadable) return;
  const Changes changes(result, changed_);
  known_.start_file(result.path);

  // Findings on unchanged lines use up baseline entries first: they are the old ones.
  std::erase_if(result.findings, [&](const Finding& finding) {
    if (changes.touch(finding.range)) return false;
    known_.take(finding);
    ++left_out_.on_unchanged_lines[finding.severity];
    return true;
  });
  std::erase_if(result.findings, [&](const Finding& finding) {
    if (!known_.take(finding)) return false;
    ++left_out_.in_baseline[finding.severity];
    return true;
  });
  std::erase_if(result.notices,
                [&](const parse::Notice& notice) { return !changes.touch(notice.range); });
}

LeftOut FindingFilter::finish() && {
  std::vector<std::string> remarks;
  left_out_.problem = known_.finish(remarks);
  for (const std::string& line : remarks) remark(line);
  return std::move(left_out_);
}

}  // namespace pglint::cli
