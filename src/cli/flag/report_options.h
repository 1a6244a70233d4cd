// What the command line says about reports: which formats, where to, how much is shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/flag/arguments.h"
#include "report/format.h"
#include "rule/rule.h"
#include "text/result.h"

namespace pglint::cli {

enum class ColorWhen : std::uint8_t { automatic, always, never };

/// What `written` means for `--color`.
[[nodiscard]] Result<ColorWhen> parse_color(const std::string& written);

/// One report of a run.
struct ReportRequest {
  report::Format format = report::Format::text;
  std::string file;  ///< empty for standard output
  Severity lowest_shown = Severity::warning;
};

struct ReportOptions {
  std::vector<ReportRequest> reports = {ReportRequest()};  ///< at most one to standard output
  /// The lowest finding that fails the run, whatever the reports show; nothing: none does.
  std::optional<Severity> fail_on = Severity::warning;
  std::optional<std::size_t> most_per_rule;  ///< text: nothing for what suits, 0 for all
  bool statistics = false;
  bool quiet = false;
  ColorWhen color = ColorWhen::automatic;
};

/// The flags about reports, as they were written.
struct WrittenReports {
  std::vector<std::string> formats;  ///< `FORMAT` or `FORMAT=FILE`; none is text
  std::string output_file;
  std::string severity;
  std::string fail_on = "warning";
  std::string most_per_rule;
  std::string color = "auto";
  bool statistics = false;
  bool quiet = false;

  void add(Arguments& arguments);

  /// Error: the first thing that is wrong, in one line.
  [[nodiscard]] Result<ReportOptions> checked() const;
};

/// Adds `--color`, which other commands have too.
void add_color(Arguments& arguments, std::string& target);

}  // namespace pglint::cli
