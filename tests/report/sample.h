// Sample results for every part of a report, independent of pglint's rules.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "lint/linter.h"
#include "report/reporter.h"

namespace pglint::tests {

/// Rules that exist in tests only: `sample-error`, `sample-warning`, `sample-info`.
[[nodiscard]] std::span<const Rule* const> sample_rules();
extern const Rule sample_error;
extern const Rule sample_warning;
extern const Rule sample_info;

/// Files with findings of every severity, in plain and odd places, one file that is not analyzed,
/// one that could not be read, and one without findings.
[[nodiscard]] std::vector<FileResult> sample_results();

/// A number of findings of a rule.
struct Amount {
  const Rule* rule;
  std::size_t count;
};

/// One file with `amounts` of findings, all at the first word of `SELECT 1;`.
[[nodiscard]] FileResult many(const std::string& path, const std::vector<Amount>& amounts);

/// The whole report of `results`. If `options.rules` is empty, the sample rules are used.
[[nodiscard]] std::string report(report::Format format, std::vector<FileResult> results,
                                 report::ReporterOptions options = {});

}  // namespace pglint::tests
