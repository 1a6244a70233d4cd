#include "rule/make_finding.h"

#include <cassert>
#include <utility>

#include "rule/message_style.h"
#include "rule/settings.h"
#include "text/printable.h"

namespace pglint {

Finding make_finding(const Rule& rule, Report report, const Settings& settings) {
  assert(report.at.begin <= report.at.end);
  Finding finding = {.rule = &rule,
                     .severity = report.severity.value_or(rule.severity),
                     .confidence = report.confidence,
                     .range = report.at,
                     .message = std::move(report.message),
                     .help = std::move(report.help),
                     .object = std::move(report.object),
                     .related = std::move(report.related),
                     .fixes = std::move(report.fixes)};
  refresh_finding(finding, settings);
  return finding;
}

void refresh_finding(Finding& finding, const Settings& settings) {
  // Names can contain line breaks and control characters.
  text::make_printable(finding.message);
  text::make_printable(finding.help);
  assert(is_well_formed(finding.message));
  assert(finding.help.empty() || is_well_formed(finding.help));
  assert(can_have(*finding.rule, finding.severity));
  finding.is_shown = finding.confidence >= settings.min_confidence;
}

}  // namespace pglint
