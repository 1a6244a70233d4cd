// The number of findings per rule: where to start with an old schema.
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "report/closing.h"
#include "report/painter.h"
#include "report/reporter.h"
#include "report/reporters.h"
#include "report/rule_digest.h"

namespace pglint::report {
namespace {

class StatisticsReporter final : public Reporter {
 public:
  explicit StatisticsReporter(const ReporterOptions& options)
      : paint_(options.color), is_quiet_(options.quiet) {}

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  Painter paint_;
  bool is_quiet_;
  RuleDigest digest_ = RuleDigest(0);
};

}  // namespace

void StatisticsReporter::file(const FileResult& result, std::string& /*out*/) {
  digest_.add(result);
}

void StatisticsReporter::finish(const Summary& summary, std::string& out) {
  const std::vector<const RuleFindings*> rules = digest_.by_count();
  std::size_t id_width = 0;
  for (const RuleFindings* findings : rules) {
    id_width = std::max(id_width, findings->rule->id.size());
  }
  const std::size_t count_width = std::to_string(digest_.most_of_a_rule()).size();
  for (const RuleFindings* findings : rules) {
    const Rule& rule = *findings->rule;
    out += fmt::format("{:>{}} {}{:{}}  {}\n", findings->counts.total(), count_width,
                       paint_(paint_of(rule.severity), rule.id), "", id_width - rule.id.size(),
                       rule.summary);
  }
  if (is_quiet_) return;
  if (!rules.empty()) out += '\n';
  out += context_line(summary, paint_) + summary_line(summary, paint_) + '\n';
}

std::unique_ptr<Reporter> make_statistics_reporter(const ReporterOptions& options) {
  return std::make_unique<StatisticsReporter>(options);
}

}  // namespace pglint::report
