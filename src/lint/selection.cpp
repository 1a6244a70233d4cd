#include "lint/selection.h"

#include <algorithm>
#include <cstddef>

#include "migration/runner.h"

namespace pglint {

bool is_applied(const SourceFile& file) {
  const migration::Runner* const runner = file.facts.runner;
  return file.is_pending == false && runner != &migration::psql_runner() && !runner->is_dump;
}

bool runs(const Rule* rule, const Settings& settings) {
  return std::ranges::find(settings.rules, rule) != settings.rules.end();
}

namespace {

void apply_policy(FixPolicy policy, Finding& finding) {
  if (policy == FixPolicy::never) return finding.fixes.clear();
  for (Fix& fix : finding.fixes) {
    fix.safety = policy == FixPolicy::safe ? FixSafety::safe : FixSafety::unsafe;
  }
}

}  // namespace

void apply_settings(std::vector<Finding>& findings, const SourceFile& file,
                    const Settings& settings) {
  std::erase_if(findings, [&](const Finding& finding) { return !runs(finding.rule, settings); });
  const bool is_old_schema = file.prisma && file.is_pending == false;
  const bool excuses_style = is_applied(file) || is_old_schema;
  for (Finding& finding : findings) {
    const auto set = settings.severities.find(finding.rule);
    if (set != settings.severities.end()) {
      finding.severity = set->second;
    } else if (excuses_style && finding.rule->concern == Concern::style) {
      finding.severity = Severity::info;
    }
    const auto policy = settings.fixes.find(finding.rule);
    if (policy != settings.fixes.end()) apply_policy(policy->second, finding);
  }
}

void leave_out_applied(FileResult& result) {
  std::erase_if(result.findings, [&](const Finding& finding) {
    const bool is_of_run = finding.rule->group == Group::migration;
    if (is_of_run) ++result.applied_findings[static_cast<std::size_t>(finding.severity)];
    return is_of_run;
  });
}

}  // namespace pglint
