// The options about reports: formats, destinations, amount.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "report/format.h"
#include "rule/rule.h"
#include "text/result.h"

namespace pglint::cli {

class Arguments;
struct KeyValues;
struct WrittenList;

enum class ColorWhen : std::uint8_t { automatic, always, never };

/// One report of a run.
struct ReportRequest {
  report::Format format = report::Format::text;
  std::string file;  ///< empty for standard output
  /// The folder of the configuration file that asks for this report, which may write only below
  /// it; empty: the user asks, who may write anywhere.
  std::string allowed_below = {};
  Severity lowest_shown = Severity::warning;
};

struct ReportOptions {
  std::vector<ReportRequest> reports = {ReportRequest()};  ///< at most one to standard output
  /// The lowest severity that fails the run, even if no report shows it; nothing: none does.
  std::optional<Severity> fail_on = Severity::warning;
  std::optional<std::size_t> most_per_rule;  ///< text: nothing to choose by size, 0 for all
  bool statistics = false;
  bool quiet = false;
  ColorWhen color = ColorWhen::automatic;
};

/// Formats, each written as `FORMAT` or `FORMAT=FILE`. Error: one is unknown, or two reports have
/// the same destination.
[[nodiscard]] Result<std::vector<ReportRequest>> parse_formats(const WrittenList& written);

/// The flags about reports that are not keys.
struct ReportFlags {
  std::string output_file;
  bool statistics = false;

  void add(Arguments& arguments);

  /// Error: the first problem, in one line.
  [[nodiscard]] Result<ReportOptions> options(const KeyValues& values) const;
};

}  // namespace pglint::cli
