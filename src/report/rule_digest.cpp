#include "report/rule_digest.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <tuple>
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
    const bool displaces_others = result.is_pending && of_rule.pending < most_places_;
    if (displaces_others || of_rule.first.size() < most_places_) {
      PlacedFinding kept = placed(result.path, *lines, finding);
      if (source_of_) kept.source = source_of_(*lines, finding);
      keep(result, std::move(kept), of_rule);
    }
    if (result.is_pending) ++of_rule.pending;
  }
  total_ += result.findings.size();
}

void RuleDigest::keep(const FileResult& result, PlacedFinding finding,
                      RuleFindings& of_rule) const {
  std::vector<PlacedFinding>& first = of_rule.first;
  const std::size_t at = result.is_pending ? of_rule.pending : first.size();
  first.insert(first.begin() + static_cast<std::ptrdiff_t>(at), std::move(finding));
  if (first.size() > most_places_) first.pop_back();
}

std::vector<const RuleFindings*> RuleDigest::by_count() const {
  std::vector<const RuleFindings*> sorted;
  sorted.reserve(rules_.size());
  for (const auto& [rule, findings] : rules_) sorted.push_back(&findings);
  std::ranges::stable_sort(sorted, std::ranges::greater(),
                           [](const RuleFindings* findings) { return findings->counts.total(); });
  return sorted;
}

std::vector<const RuleFindings*> RuleDigest::worst_first() const {
  std::vector<const RuleFindings*> sorted = by_count();
  std::ranges::reverse(sorted);
  std::ranges::stable_sort(sorted, std::ranges::less(), [](const RuleFindings* findings) {
    return std::tuple(-static_cast<int>(findings->worst()), findings->pending == 0,
                      findings->rule->concern);
  });
  return sorted;
}

}  // namespace pglint::report
