#include "rule/run/history_context.h"

#include <utility>

#include "rule/make_finding.h"
#include "rule/settings.h"

namespace pglint {

void HistoryContext::report(const Migration& at, HistoryReport report) {
  Finding finding = make_finding(*rule_,
                                 {.at = {},
                                  .message = std::move(report.message),
                                  .help = std::move(report.help),
                                  .object = at.id,
                                  .severity = report.severity,
                                  .confidence = report.confidence},
                                 settings_);
  findings_.push_back({.finding = std::move(finding), .at = at.place});
}

}  // namespace pglint
