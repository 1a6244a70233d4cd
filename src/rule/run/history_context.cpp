#include "rule/run/history_context.h"

#include <utility>

#include "rule/make_finding.h"
#include "rule/settings.h"

namespace pglint {

void HistoryContext::report(const Migration& at, std::string message, std::string help) {
  Finding finding = make_finding(
      *rule_, {.at = {}, .message = std::move(message), .help = std::move(help), .object = at.id},
      settings_);
  findings_.push_back({.finding = std::move(finding), .at = at.place});
}

}  // namespace pglint
