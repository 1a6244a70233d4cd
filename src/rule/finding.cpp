#include "rule/finding.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace pglint {

std::string_view help_of(const Finding& finding) {
  return finding.help.empty() ? finding.rule->help : std::string_view(finding.help);
}
namespace {

void drop_replaced(std::vector<Finding>& findings) {
  std::set<std::pair<std::string_view, std::size_t>> replaced;
  for (const Finding& finding : findings) {
    for (const std::string_view other : finding.rule->replaces) {
      if (!other.empty()) replaced.emplace(other, finding.range.begin);
    }
  }
  if (replaced.empty()) return;
  std::erase_if(findings, [&](const Finding& finding) {
    return replaced.contains({finding.rule->id, finding.range.begin});
  });
}

}  // namespace

std::optional<FixSafety> safest_fix(const Finding& finding) {
  const auto safest = std::ranges::min_element(finding.fixes, {}, &Fix::safety);
  if (safest == finding.fixes.end()) return std::nullopt;
  return safest->safety;
}

void settle(std::vector<Finding>& findings) {
  drop_replaced(findings);
  const auto key = [](const Finding& finding) {
    return std::tie(finding.range.begin, finding.rule->id, finding.message, finding.range.end);
  };
  std::ranges::sort(findings, {}, key);
  // Some nodes are in the tree twice: (a, b) = (SELECT …) of an UPDATE.
  const auto doubles =
      std::unique(findings.begin(), findings.end(),
                  [&](const Finding& a, const Finding& b) { return key(a) == key(b); });
  findings.erase(doubles, findings.end());
}

}  // namespace pglint
