// Findings of pglint itself, which stand outside of any statement that could be checked.
#pragma once

#include <optional>
#include <string>

#include "parse/tree/statement.h"
#include "rule/file_result.h"
#include "rule/origin.h"
#include "rule/report.h"
#include "rule/settings.h"

namespace pglint {

/// Adds findings of the built-in rules to a file's result. Ranges are bytes of the file.
class BuiltinReporter {
 public:
  /// Both must outlive the reporter; `result` has its content already.
  BuiltinReporter(const Settings& settings, FileResult& result)
      : settings_(settings), result_(result) {}

  /// What the parser rejected in the text that `origin` describes.
  void report(const parse::ParseProblem& problem, const Origin& origin);

  /// At the rule's own severity; `message` is in the house style.
  void report(const Rule& rule, text::Range range, const std::string& message);

  /// `reason` is one line.
  void report_not_analysed(text::Range range, const std::string& reason,
                           std::optional<Severity> severity = std::nullopt);

  /// Adds the notice that placeholders are replaced, the first of them at `first`, if it is not
  /// there yet.
  void report_placeholders(text::Range first);

 private:
  void add(const Rule& rule, Report report);

  const Settings& settings_;
  FileResult& result_;
};

}  // namespace pglint
