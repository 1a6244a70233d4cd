// Findings for people: all of a few, and of many, how many there are of each rule and where to look
// first.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "report/painter.h"
#include "report/reporter.h"
#include "report/rule_digest.h"
#include "report/text_finding.h"

namespace pglint::output {

class TextReporter final : public Reporter {
 public:
  explicit TextReporter(const ReporterOptions& options);

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  [[nodiscard]] bool is_streamed() const { return most_per_rule_ == 0; }
  [[nodiscard]] bool is_big() const;
  void append_all(const FileResult& result, std::string& out) const;
  void keep_notices(const FileResult& result);
  void append_groups(std::string& out) const;

  Painter paint_;
  TextFindingPrinter printer_;
  std::optional<std::size_t> most_per_rule_;
  bool is_quiet_;
  RuleDigest digest_;
  std::string all_;            ///< the findings in full, as long as there are few
  std::string first_notices_;  ///< what a big report shows of them
  std::size_t notices_shown_ = 0;
  std::size_t notices_left_ = 0;
};

}  // namespace pglint::output
