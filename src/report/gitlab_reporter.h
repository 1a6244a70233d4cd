// GitLab's Code Quality report: what a merge request adds, beside its diff.
#pragma once

#include <cstddef>
#include <string>

#include "report/reporter.h"
#include "rule/fingerprint.h"
#include "text/json.h"

namespace pglint::output {

class GitlabReporter final : public Reporter {
 public:
  explicit GitlabReporter(std::string working_directory)
      : working_directory_(std::move(working_directory)) {}

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  void append(const Json& issue, std::string& out);

  std::string working_directory_;
  Fingerprinter fingerprints_;
  std::size_t issues_ = 0;
};

}  // namespace pglint::output
