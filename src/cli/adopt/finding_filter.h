// Drops known findings and findings on unchanged lines before they are reported.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "cli/adopt/changed_files.h"
#include "cli/adopt/known_findings.h"
#include "report/summary.h"
#include "rule/file_result.h"
#include "text/line/set.h"
#include "text/result.h"

namespace pglint::cli {

/// The findings of a run that were not reported.
struct LeftOut {
  report::SeverityCounts in_baseline;         ///< because the baseline lists it
  report::SeverityCounts on_unchanged_lines;  ///< because none of its lines changed
  std::optional<Error> problem;               ///< why the baseline could not be written
};

/// Tells whether ranges of one file touch changed lines.
class TouchedLines {
 public:
  /// Without `changed`, all lines count.
  TouchedLines(const FileResult& file, const std::optional<ChangedFiles>& changed);

  [[nodiscard]] bool touch(text::Range range) const;
  /// Whether the finding is on such a line, or about the change as a whole.
  [[nodiscard]] bool has(const Finding& finding) const;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
  const text::LineSet* lines_;  ///< null if all lines count
  std::optional<text::PatchLines> counted_;
};

class FindingFilter {
 public:
  /// `changed` is nothing if all lines count; `known` knows which rules run.
  FindingFilter(std::optional<ChangedFiles> changed, KnownFindings known)
      : changed_(std::move(changed)), known_(std::move(known)) {}

  /// Whether `finding` in `file` would be left out. Changes nothing.
  [[nodiscard]] bool is_old(const FileResult& file, const Finding& finding);

  /// Whether any finding can be left out.
  [[nodiscard]] bool leaves_out() const { return changed_ || known_.is_used(); }

  /// Call it once per file, in input order.
  void apply(FileResult& result);

  /// Writes the baseline and prints remarks about it.
  [[nodiscard]] LeftOut finish(const KnownFindings::IsComplete& is_complete) &&;

 private:
  std::optional<ChangedFiles> changed_;
  KnownFindings known_;
  std::optional<TouchedLines> asked_;  ///< of the file that `is_old` was asked about last
  LeftOut left_out_;
};

}  // namespace pglint::cli
