// Reviewdog's diagnostic format: lines and columns count from 1, columns in bytes of UTF-8.
#pragma once

#include <cstddef>
#include <string>

#include "report/reporter.h"
#include "text/json.h"

namespace pglint::output {

class RdjsonReporter final : public Reporter {
 public:
  explicit RdjsonReporter(std::string working_directory)
      : working_directory_(std::move(working_directory)) {}

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  void append_head(std::string& out);
  void append(const Json& diagnostic, std::string& out);

  std::string working_directory_;
  std::size_t diagnostics_ = 0;
};

}  // namespace pglint::output
