#include "rule/prisma_context.h"

#include <algorithm>
#include <utility>

#include "rule/make_finding.h"
#include "rule/settings.h"
#include "rule/statement_hash.h"
#include "text/line_begin.h"
#include "text/line_index.h"

namespace pglint {

void PrismaContext::report(std::size_t file, Report report) {
  if (file != file_) return;
  Finding finding = make_finding(*rule_, std::move(report), settings_);
  identify_by_line(finding, result_.content);
  result_.findings.push_back(std::move(finding));
}

void PrismaContext::report_refusals(psl::RefusalKind kind) {
  for (const psl::Refusal& refusal : schema_.refusals) {
    if (refusal.kind != kind) continue;
    Report refused = {.at = refusal.range,
                      .message = refusal.message,
                      .help = refusal.help,
                      .object = refusal.object};
    for (const psl::RelatedPlace& place : refusal.related) {
      refused.related.push_back({.range = place.range, .message = place.message});
    }
    report(refusal.file, std::move(refused));
  }
}

void identify_by_line(Finding& finding, std::string_view content) {
  const std::size_t offset = std::min(finding.range.begin, content.size());
  const std::size_t begin = text::find_line_begin(content, offset);
  const std::size_t end = text::find_line_end(content, offset);
  finding.statement_hash = code_hash(content.substr(begin, end - begin));
}

}  // namespace pglint
