// The interface of all output formats.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "report/format.h"
#include "report/painter.h"
#include "report/summary.h"
#include "rule/file_result.h"

namespace pglint::report {

struct ReporterOptions {
  Color color = Color::off;  ///< text and concise only: escape sequences for a terminal
  /// Text and concise only: the home page below which ids of rules link to their pages; empty for
  /// no links.
  std::string_view links_to = {};
  std::size_t columns = 0;  ///< text only: the width of the terminal; 0 if there is none
  bool statistics = false;  ///< text only: count findings per rule instead of showing them
  bool quiet = false;       ///< text only: only findings
  /// Text only: findings to show per rule before the report is grouped; 0 for all, nothing to
  /// choose by size.
  std::optional<std::size_t> most_per_rule = {};
  /// SARIF only: the rules that run; they must outlive the reporter.
  std::span<const Rule* const> rules = {};
  /// Formats for services: absolute; files below it get relative paths.
  std::string working_directory = {};
  /// SARIF only: GitHub shows at most so many results per run.
  std::size_t most_results = 5000;
};

/// Writes one report. Call `file` once per file in input order, then `finish` once.
class Reporter {
 public:
  Reporter() = default;
  Reporter(const Reporter&) = delete;
  Reporter& operator=(const Reporter&) = delete;
  virtual ~Reporter() = default;

  /// Appends the part that can be written immediately, which may be empty. The result is not used
  /// afterwards.
  virtual void file(const FileResult& result, std::string& out) = 0;

  /// Appends the rest of the report.
  virtual void finish(const Summary& summary, std::string& out) = 0;
};

[[nodiscard]] std::unique_ptr<Reporter> make_reporter(Format format,
                                                      const ReporterOptions& options);

}  // namespace pglint::report
