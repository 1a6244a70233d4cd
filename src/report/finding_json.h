// The parts of pglint's own JSON that its two formats share: a finding, and what is said of files.
#pragma once

#include <string_view>

#include "report/summary.h"
#include "rule/file_result.h"
#include "text/json.h"
#include "text/line_index.h"

namespace pglint::report {

/// Where a finding comes from. Holds references: lives no longer than the call.
struct FindingSource {
  std::string_view path;
  const text::LineIndex& lines;
  std::string_view fingerprint;
};

void add_finding(const FindingSource& source, const Finding& finding, text::JsonMembers& members);

/// pglint and its parser, with their versions.
[[nodiscard]] text::Json tool_json();

/// How many findings of each severity are shown.
[[nodiscard]] text::Json counts_json(const Summary& summary);

/// Collects what there is to say about files besides findings.
class FilesJson {
 public:
  void add(const FileResult& result);

  /// How files were read where that is not as they stand there.
  [[nodiscard]] const text::Json& notices() const { return notices_; }

  /// What was checked, and what could not be read.
  [[nodiscard]] text::Json files(const Summary& summary) const;

 private:
  text::Json not_analysed_ = text::Json::array();
  text::Json notices_ = text::Json::array();
};

}  // namespace pglint::report
