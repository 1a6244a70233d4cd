#include "fix/finding_proof.h"

#include <cstddef>

#include <fmt/format.h>

#include "text/ascii.h"

namespace pglint::fix {
namespace {

/// `message` with one `#` for each number.
std::string without_numbers(const std::string& message) {
  std::string words;
  for (const char byte : message) {
    if (!text::is_digit(byte)) {
      words += byte;
    } else if (!words.ends_with('#')) {
      words += '#';
    }
  }
  return words;
}

std::size_t count_of(const Findings& findings, const Identity& identity) {
  const auto found = findings.find(identity);
  return found == findings.end() ? 0 : found->second;
}

}  // namespace

Identity identity_of(const Finding& finding) {
  return {finding.rule, finding.severity, finding.object, without_numbers(finding.message)};
}

Findings count_findings(std::span<const FileResult> results) {
  Findings findings;
  for (const FileResult& result : results) {
    for (const Finding& finding : result.findings) ++findings[identity_of(finding)];
  }
  return findings;
}

std::optional<std::string> find_flaw(const Findings& before, const Findings& fixed,
                                     const Findings& after) {
  for (const auto& [identity, count] : after) {
    const std::size_t fixes = count_of(fixed, identity);
    const std::size_t most = count_of(before, identity);
    if (count <= most - std::min(fixes, most)) continue;
    if (fixes > 0) return "the finding would remain";
    return fmt::format("it would cause a finding of `{}`", std::get<0>(identity)->id);
  }
  return std::nullopt;
}

}  // namespace pglint::fix
