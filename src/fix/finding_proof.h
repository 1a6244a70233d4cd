// Proves of fixes that their findings are gone and that nothing new is found.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>

#include "rule/file_result.h"
#include "rule/finding.h"

namespace pglint::fix {

/// What remains of a finding while other lines change: numbers in its message may be of lines.
using Identity = std::tuple<const Rule*, Severity, std::string, std::string>;

[[nodiscard]] Identity identity_of(const Finding& finding);

/// How often there is each finding in all files.
using Findings = std::map<Identity, std::size_t>;

[[nodiscard]] Findings count_findings(std::span<const FileResult> results);

/// `after` must be what was there `before` without `fixed`, or less. The first reason why it is
/// not.
[[nodiscard]] std::optional<std::string> find_flaw(const Findings& before, const Findings& fixed,
                                                   const Findings& after);

}  // namespace pglint::fix
