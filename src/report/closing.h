// The lines that end a report for people.
#pragma once

#include <span>
#include <string>

#include "report/painter.h"
#include "report/rule_digest.h"
#include "report/summary.h"

namespace pglint::report {

/// `2 errors, 1 warning`; empty for none.
[[nodiscard]] std::string listed(const SeverityCounts& counts, const Painter& paint);

/// How many files and findings, and what is not shown; no line end.
[[nodiscard]] std::string summary_line(const Summary& summary, const Painter& paint);

/// The line in front of it about context that could not be read; empty where there is none.
[[nodiscard]] std::string context_line(const Summary& summary, const Painter& paint);

/// What decides about the advice at the end.
struct NextSteps {
  std::span<const RuleFindings* const> rules;  ///< that have findings, the worst first
  const Summary& summary;
  bool is_cut = false;  ///< findings were left out
};

/// What to do next, as the last lines; empty where there is nothing to do but to look at the SQL.
[[nodiscard]] std::string next_lines(const NextSteps& about, const Painter& paint);

}  // namespace pglint::report
