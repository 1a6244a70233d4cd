#include "output/statistics_reporter.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "output/text_reporter.h"

namespace pglint::output {

void StatisticsReporter::file(const FileResult& result, std::string& /*out*/) {
  for (const Finding& finding : result.findings) ++counts_[finding.rule];
}

void StatisticsReporter::finish(const Summary& summary, std::string& out) {
  using Count = std::pair<const Rule*, std::size_t>;
  std::vector<Count> counts(counts_.begin(), counts_.end());
  std::ranges::stable_sort(counts, std::ranges::greater(), &Count::second);
  std::size_t id_width = 0;
  for (const auto& [rule, count] : counts) id_width = std::max(id_width, rule->id.size());
  const std::size_t count_width = counts.empty() ? 0 : std::to_string(counts[0].second).size();
  for (const auto& [rule, count] : counts) {
    const std::string id = paint_(paint_of(rule->severity), rule->id);
    out += fmt::format("{:>{}} {}{:{}}  {}\n", count, count_width, id, "",
                       id_width - rule->id.size(), rule->summary);
  }
  if (!counts.empty()) out += '\n';
  out += context_line(summary, paint_) + summary_line(summary, paint_) + '\n';
}

}  // namespace pglint::output
