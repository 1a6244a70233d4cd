// Instead of findings, how many there are of each rule: where to start on an old schema.
#pragma once

#include "report/painter.h"
#include "report/reporter.h"
#include "report/rule_digest.h"

namespace pglint::output {

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

}  // namespace pglint::output
