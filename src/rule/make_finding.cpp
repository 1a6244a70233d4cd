#include "rule/make_finding.h"

#include <cassert>
#include <utility>

#include "rule/message_style.h"
#include "rule/settings.h"
#include "text/printable.h"

namespace pglint {

Finding make_finding(const Rule& rule, Report report, const Settings& settings) {
  FindingText said = {.message = std::move(report.message), .help = std::move(report.help)};
  Finding finding = make_silent_finding(rule, std::move(report), settings);
  give_text(finding, std::move(said));
  return finding;
}

Finding make_silent_finding(const Rule& rule, Report report, const Settings& settings) {
  assert(report.at.begin <= report.at.end);
  Finding finding = {.rule = &rule,
                     .severity = report.severity.value_or(rule.severity),
                     .confidence = report.confidence,
                     .range = report.at,
                     .message = {},
                     .object = std::move(report.object),
                     .related = std::move(report.related),
                     .fixes = std::move(report.fixes)};
  assert(can_have(*finding.rule, finding.severity));
  finding.is_shown = finding.confidence >= settings.min_confidence;
  return finding;
}

void give_text(Finding& finding, FindingText said) {
  // Names can contain line breaks and control characters.
  text::make_printable(said.message);
  text::make_printable(said.help);
  assert(is_well_formed(said.message));
  assert(said.help.empty() || is_well_formed(said.help));
  finding.message = std::move(said.message);
  finding.help = std::move(said.help);
}

void refresh_finding(Finding& finding, const Settings& settings) {
  give_text(finding, {.message = std::move(finding.message), .help = std::move(finding.help)});
  assert(can_have(*finding.rule, finding.severity));
  finding.is_shown = finding.confidence >= settings.min_confidence;
}

}  // namespace pglint
