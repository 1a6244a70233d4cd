// All reports of a run, each with its format, destination and lowest severity.
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

/// The results that are known only at the end of a run.
struct RunEnd {
  ContextOutcome context;  ///< about files that were read but not linted
  LeftOut left_out;        ///< the findings that no report got
};

/// A path that cannot be read, and the consequence: `cannot lint`.
struct PathFailure {
  BadPath path;
  std::string effect;
};

/// Why a run lints nothing: bad paths, or else one reason.
struct RunFailure {
  std::string reason = {};
  std::vector<PathFailure> bad_paths = {};
};

class Reports {
 public:
  /// `rules` are those that run; they must outlive the reports. What would go to standard output
  /// goes to standard error if that `has_other_output`.
  Reports(const ReportOptions& options, std::span<const Rule* const> rules,
          bool has_other_output = false);

  /// Call it if a configuration file applies, so that no report suggests writing one.
  void note_configuration();

  /// Lets reports name a preset that would leave much out.
  void suggest_preset(const report::Preset& preset);

  /// What lies in the folders of the run and was left out.
  void note_not_searched(const report::NotSearched& count);

  /// Lets reports say how many findings were fixed.
  void note_fixed(std::size_t findings);

  /// Call once for each file, in input order, and then `flush`.
  void file(FileResult&& result);

  /// Whether `flush` would write to standard output.
  [[nodiscard]] bool has_much_to_write() const;

  /// Writes to standard output if the buffers are large enough.
  void flush();

  /// Writes the rest and prints errors. The exit code depends on all findings, even those that no
  /// report shows.
  [[nodiscard]] ExitCode finish(const RunEnd& end);

  /// Ends a run without linting and prints why. Document formats are still written.
  ExitCode fail(const RunFailure& failure);

 private:
  struct Report {
    std::unique_ptr<report::Reporter> reporter;
    ReportSink sink;
    Severity lowest_shown = Severity::info;
    bool is_document = false;
    bool says_failure = false;  ///< the format has a place for why nothing was linted
    report::Summary summary = {};
  };

  [[nodiscard]] bool has_failing_findings() const;
  void add_bad_path(const PathFailure& failure);

  std::vector<Report> reports_;  ///< those that show the most come first
  report::SeverityCounts found_;
  std::size_t unreadable_ = 0;
  std::optional<Severity> fail_on_;
};

}  // namespace pglint::cli
