// The parts of pglint's own JSON that its two formats share: a finding, and what is said of files.
#pragma once

#include <string_view>

#include "report/summary.h"
#include "rule/file_result.h"
#include "text/json.h"
#include "text/line/index.h"

namespace pglint::report {

/// The file of a finding. Holds references: use it only within a call.
struct FindingSource {
  std::string_view path;
  std::string_view database;  ///< empty where the run has only one
  const text::LineIndex& lines;
  std::string_view fingerprint;
};

void add_finding(const FindingSource& source, const Finding& finding, text::JsonMembers& members);

/// pglint and its parser, with their versions.
[[nodiscard]] text::Json tool_json();

/// The number of reported findings per severity.
[[nodiscard]] text::Json counts_json(const Summary& summary);

/// Collects notes and problems about files.
class FilesJson {
 public:
  void add(const FileResult& result);

  /// Notes about how files were read.
  [[nodiscard]] const text::Json& notices() const { return notices_; }

  /// Checked files, and those skipped or partly read.
  [[nodiscard]] text::Json files(const Summary& summary) const;

 private:
  text::Json not_analyzed_ = text::Json::array();
  text::Json notices_ = text::Json::array();
};

}  // namespace pglint::report
