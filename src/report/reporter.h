// What every output format is: something that takes the results of files in order and writes text.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "report/format.h"
#include "report/painter.h"
#include "report/summary.h"
#include "rule/file_result.h"

namespace pglint::report {

struct ReporterOptions {
  Color color = Color::off;  ///< text and concise only: escape sequences for a terminal
  bool statistics = false;   ///< text only: a count per rule instead of the findings
  bool quiet = false;        ///< text only: findings and nothing else
  /// Text only: findings of a rule that are shown before the report is grouped by rule; 0 for all,
  /// nothing for a number that suits the report.
  std::optional<std::size_t> most_per_rule = {};
  /// SARIF only: the rules that run, which outlive the reporter.
  std::span<const Rule* const> rules = {};
  /// Formats for services: absolute; files below it are named from there.
  std::string working_directory = {};
  /// SARIF only: GitHub shows no more results of a run than that.
  std::size_t most_results = 5000;
};

/// Writes one report. Call `file` once per file in input order, then `finish` once.
class Reporter {
 public:
  Reporter() = default;
  Reporter(const Reporter&) = delete;
  Reporter& operator=(const Reporter&) = delete;
  virtual ~Reporter() = default;

  /// Appends to `out` what can be written of the file right away, which may be nothing. The result
  /// is not needed afterwards.
  virtual void file(const FileResult& result, std::string& out) = 0;

  /// Appends the rest of the report.
  virtual void finish(const Summary& summary, std::string& out) = 0;
};

[[nodiscard]] std::unique_ptr<Reporter> make_reporter(Format format,
                                                      const ReporterOptions& options);

}  // namespace pglint::report
