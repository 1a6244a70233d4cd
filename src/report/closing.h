// The last lines of a report for people.
#pragma once

#include <span>
#include <string>

#include "report/painter.h"
#include "report/rule_digest.h"
#include "report/summary.h"

namespace pglint::report {

/// `2 errors, 1 warning`; empty for none.
[[nodiscard]] std::string listed(const SeverityCounts& counts, const Painter& paint);

/// The numbers of files and findings, shown and hidden; without a line end.
[[nodiscard]] std::string summary_line(const Summary& summary, const Painter& paint);

/// A line about context that could not be read; empty if there is none.
[[nodiscard]] std::string context_line(const Summary& summary, const Painter& paint);

struct NextSteps {
  std::span<const RuleFindings* const> rules;  ///< rules with findings, the worst first
  const Summary& summary;
  bool is_cut = false;  ///< the report does not show all findings
};

/// Advice on what to do next; empty if there is none.
[[nodiscard]] std::string next_lines(const NextSteps& about, const Painter& paint);

}  // namespace pglint::report
