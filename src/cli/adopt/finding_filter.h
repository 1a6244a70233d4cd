// Between linting and reporting: leaves out findings that are known or stand where nothing changed.
#pragma once

#include <cstddef>
#include <optional>

#include "cli/adopt/changed_files.h"
#include "cli/adopt/known_findings.h"
#include "report/summary.h"
#include "rule/file_result.h"

namespace pglint::cli {

class FindingFilter {
 public:
  /// `changed` is null where all lines are of interest; it and `known` outlive the filter.
  FindingFilter(const ChangedFiles* changed, KnownFindings& known)
      : changed_(changed), known_(known) {}

  /// Drops from a file's result what is not to be reported. Call it once a file, in input order.
  void apply(FileResult& result);

  /// What was dropped because the baseline knows it.
  [[nodiscard]] const output::SeverityCounts& in_baseline() const { return in_baseline_; }
  /// What was dropped because no line that it stands in changed.
  [[nodiscard]] const output::SeverityCounts& on_unchanged_lines() const { return unchanged_; }

 private:
  const ChangedFiles* changed_;
  KnownFindings& known_;
  output::SeverityCounts in_baseline_;
  output::SeverityCounts unchanged_;
};

}  // namespace pglint::cli
