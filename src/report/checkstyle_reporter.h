// Checkstyle's XML, which many CI servers and editors read.
#pragma once

#include "report/reporter.h"

namespace pglint::output {

class CheckstyleReporter final : public Reporter {
 public:
  explicit CheckstyleReporter(std::string working_directory)
      : working_directory_(std::move(working_directory)) {}

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  void append_head(std::string& out);

  std::string working_directory_;
  bool has_head_ = false;
};

}  // namespace pglint::output
