// JUnit's XML: a suite for each file, a failed test for each finding.
#pragma once

#include <cstddef>

#include "report/reporter.h"

namespace pglint::output {

class JunitReporter final : public Reporter {
 public:
  explicit JunitReporter(std::string working_directory)
      : working_directory_(std::move(working_directory)) {}

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  void append_failures(const std::string& name, const FileResult& result);
  void append_error(const std::string& name, const std::string& reason);

  std::string working_directory_;
  std::string suites_;  ///< kept until the totals in front of them are known
  std::size_t tests_ = 0;
  std::size_t failures_ = 0;
  std::size_t errors_ = 0;
};

}  // namespace pglint::output
