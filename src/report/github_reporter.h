// Workflow commands, which GitHub turns into annotations of a pull request, and the report in text
// for those who read the log.
#pragma once

#include <string>
#include <string_view>

#include "report/reporter.h"
#include "report/text_reporter.h"

namespace pglint::output {

class GithubReporter final : public Reporter {
 public:
  explicit GithubReporter(const ReporterOptions& options);

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  std::string working_directory_;
  TextReporter text_;
  std::string log_;           ///< what `text_` wrote
  SeverityCounts annotated_;  ///< findings that are annotated, or would be if there were room
};

/// `message` as the text of a workflow command.
[[nodiscard]] std::string workflow_message(std::string_view message);

/// `value` as a property of a workflow command.
[[nodiscard]] std::string workflow_property(std::string_view value);

/// `log` with nothing in it that the runner would take for a command.
[[nodiscard]] std::string without_commands(std::string_view log);

}  // namespace pglint::output
