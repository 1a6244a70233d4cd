#include "output/summary.h"

#include <vector>

namespace pglint::output {

void tally(FileResult& result, Severity lowest_shown, Summary& summary) {
  if (result.unreadable) {
    ++summary.files_unreadable;
    return;
  }
  ++summary.files_checked;
  if (!result.not_analysed.empty()) ++summary.files_not_analysed;
  std::erase_if(result.findings, [&](const Finding& finding) {
    const bool hides = finding.severity < lowest_shown;
    ++(hides ? summary.hidden : summary.shown)[finding.severity];
    return hides;
  });
}

}  // namespace pglint::output
