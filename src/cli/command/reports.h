// All reports of a run: each has its format, its place, and its own lowest severity.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/adopt/finding_filter.h"
#include "cli/command/report_sink.h"
#include "cli/flag/report_options.h"
#include "cli/input/discovery.h"
#include "cli/terminal/exit_code.h"
#include "lint/run.h"
#include "report/reporter.h"

namespace pglint::cli {

/// What is known at the end of a run besides its results.
struct RunEnd {
  ContextOutcome context;  ///< what became of the files that were not linted
  LeftOut left_out;        ///< the findings that no report got
};

/// A path that leads nowhere, and what comes of it: `cannot lint`.
struct PathFailure {
  BadPath path;
  std::string effect;
};

/// Why a run lints nothing: paths that lead nowhere, or else the one reason.
struct RunFailure {
  std::string reason = {};
  std::vector<PathFailure> bad_paths = {};
};

class Reports {
 public:
  /// `rules` are those that run; they outlive the reports.
  Reports(const ReportOptions& options, std::span<const Rule* const> rules);

  /// Tells that a configuration file counts, so that no report suggests to write one.
  void note_configuration();

  /// Call once for each file, in input order, and then `flush`.
  void file(FileResult&& result);

  /// Whether `flush` would write to standard output.
  [[nodiscard]] bool has_much_to_write() const;

  /// Writes what has piled up, once that pays.
  void flush();

  /// Writes the rest, and says what went wrong on the way. The exit code depends on all findings,
  /// whether a report shows them or not.
  [[nodiscard]] ExitCode finish(const RunEnd& end);

  /// Ends a run that lints nothing, and says why. Formats that are documents are written all the
  /// same.
  ExitCode fail(const RunFailure& failure);

 private:
  struct Report {
    std::unique_ptr<report::Reporter> reporter;
    ReportSink sink;
    Severity lowest_shown = Severity::info;
    bool is_document = false;
    bool says_failure = false;  ///< tells by itself why nothing was linted
    report::Summary summary = {};
  };

  [[nodiscard]] bool has_failing_findings() const;
  void add_bad_path(const PathFailure& failure);

  std::vector<Report> reports_;  ///< those that show most come first
  report::SeverityCounts found_;
  std::size_t unreadable_ = 0;
  std::optional<Severity> fail_on_;
};

}  // namespace pglint::cli
