#include "report/rule_digest.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace pglint::report {

Severity RuleFindings::worst() const {
  if (counts[Severity::error] > 0) return Severity::error;
  return counts[Severity::warning] > 0 ? Severity::warning : Severity::info;
}

PlacedFinding placed(const std::string& path, const text::LineIndex& lines,
                     const Finding& finding) {
  const text::Position at = lines.position(finding.range.begin);
  return {.rule = finding.rule,
          .severity = finding.severity,
          .file = path,
          .line = at.line,
          .column = at.column,
          .message = finding.message,
          .help = std::string(help_of(finding))};
}

void RuleDigest::add(const FileResult& result) {
  if (result.findings.empty()) return;
  std::optional<text::LineIndex> lines;  // only needed for places
  if (most_places_ > 0) lines.emplace(result.content);
  std::set<const RuleFindings*> in_file;
  for (const Finding& finding : result.findings) {
    RuleFindings& of_rule = rules_[finding.rule];
    of_rule.rule = finding.rule;
    ++of_rule.counts[finding.severity];
    most_of_a_rule_ = std::max(most_of_a_rule_, of_rule.counts.total());
    if (in_file.insert(&of_rule).second) ++of_rule.files;
    if (of_rule.first.size() < most_places_) {
      of_rule.first.push_back(placed(result.path, *lines, finding));
    }
  }
  total_ += result.findings.size();
}

std::vector<const RuleFindings*> RuleDigest::by_count() const {
  std::vector<const RuleFindings*> sorted;
  sorted.reserve(rules_.size());
  for (const auto& [rule, findings] : rules_) sorted.push_back(&findings);
  std::ranges::stable_sort(sorted, std::ranges::greater(),
                           [](const RuleFindings* findings) { return findings->counts.total(); });
  return sorted;
}

std::vector<const RuleFindings*> RuleDigest::by_severity() const {
  std::vector<const RuleFindings*> sorted = by_count();
  std::ranges::stable_sort(sorted, std::ranges::greater(), &RuleFindings::worst);
  return sorted;
}

}  // namespace pglint::report
