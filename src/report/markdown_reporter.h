// A summary in Markdown for the page of a CI job: counts, a table by rule, the worst findings.
#pragma once

#include <string>
#include <vector>

#include "report/reporter.h"
#include "report/rule_digest.h"

namespace pglint::output {

class MarkdownReporter final : public Reporter {
 public:
  explicit MarkdownReporter(std::string working_directory)
      : working_directory_(std::move(working_directory)) {}

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  void keep_first(const FileResult& result);
  void append_rules(std::string& out) const;
  void append_findings(std::string& out) const;

  std::string working_directory_;
  RuleDigest digest_ = RuleDigest(0);
  std::vector<PlacedFinding> errors_;    ///< the first ones
  std::vector<PlacedFinding> warnings_;  ///< the first ones
  std::vector<PlacedFinding> infos_;     ///< the first ones
  std::vector<std::string> unreadable_;  ///< what is wrong with the first files that cannot be read
};

}  // namespace pglint::output
