// Between linting and reporting: leaves out findings that are known or stand where nothing changed.
#pragma once

#include <optional>
#include <utility>

#include "cli/adopt/changed_files.h"
#include "cli/adopt/known_findings.h"
#include "report/summary.h"
#include "rule/file_result.h"
#include "text/result.h"

namespace pglint::cli {

/// What was left out of a run's findings.
struct LeftOut {
  report::SeverityCounts in_baseline;         ///< as the baseline knows it
  report::SeverityCounts on_unchanged_lines;  ///< as no line that it stands in changed
  std::optional<Error> problem;               ///< why the baseline could not be written
};

class FindingFilter {
 public:
  /// `changed` is nothing where all lines are of interest; `known` knows which rules run.
  FindingFilter(std::optional<ChangedFiles> changed, KnownFindings known)
      : changed_(std::move(changed)), known_(std::move(known)) {}

  /// Drops from a file's result what is not to be reported. Call it once a file, in input order.
  void apply(FileResult& result);

  /// Writes the baseline, and says what there is to say about it.
  [[nodiscard]] LeftOut finish() &&;

 private:
  std::optional<ChangedFiles> changed_;
  KnownFindings known_;
  LeftOut left_out_;
};

}  // namespace pglint::cli
