// Drops known findings and findings on unchanged lines before they are reported.
#pragma once

#include <optional>
#include <utility>

#include "cli/adopt/changed_files.h"
#include "cli/adopt/known_findings.h"
#include "report/summary.h"
#include "rule/file_result.h"
#include "text/result.h"

namespace pglint::cli {

/// The findings of a run that were not reported.
struct LeftOut {
  report::SeverityCounts in_baseline;         ///< because the baseline lists it
  report::SeverityCounts on_unchanged_lines;  ///< because none of its lines changed
  std::optional<Error> problem;               ///< why the baseline could not be written
};

class FindingFilter {
 public:
  /// `changed` is nothing if all lines count; `known` knows which rules run.
  FindingFilter(std::optional<ChangedFiles> changed, KnownFindings known)
      : changed_(std::move(changed)), known_(std::move(known)) {}

  /// Call it once per file, in input order.
  void apply(FileResult& result);

  /// Writes the baseline and prints remarks about it.
  [[nodiscard]] LeftOut finish() &&;

 private:
  std::optional<ChangedFiles> changed_;
  KnownFindings known_;
  LeftOut left_out_;
};

}  // namespace pglint::cli
