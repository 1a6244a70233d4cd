// The parts of pglint's own JSON that its two formats share: a finding, and what is said of files.
#pragma once

#include <string_view>

#include "report/summary.h"
#include "rule/file_result.h"
#include "text/json.h"
#include "text/line_index.h"

namespace pglint::output {

/// Where a finding comes from. Holds references: lives no longer than the call.
struct FindingSource {
  std::string_view path;
  const text::LineIndex& lines;
  std::string_view fingerprint;
};

[[nodiscard]] Json finding_json(const FindingSource& source, const Finding& finding);

/// pglint and its parser, with their versions.
[[nodiscard]] Json tool_json();

/// How many findings of each severity are shown.
[[nodiscard]] Json counts_json(const Summary& summary);

/// Collects what there is to say about files besides findings.
class FilesJson {
 public:
  void add(const FileResult& result);

  /// How files were read where that is not as they stand there.
  [[nodiscard]] const Json& notices() const { return notices_; }

  /// What was checked, and what could not be read.
  [[nodiscard]] Json files(const Summary& summary) const;

 private:
  Json not_analysed_ = Json::array();
  Json notices_ = Json::array();
};

}  // namespace pglint::output
