// Reports findings of the built-in rules, which need no parsed statement.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "parse/tree/statement.h"
#include "rule/file_result.h"
#include "rule/origin.h"
#include "rule/report.h"
#include "rule/settings.h"

namespace pglint {

/// Adds findings of the built-in rules to a file's result. Ranges are bytes of the file.
class BuiltinReporter {
 public:
  /// Both must outlive the reporter; `result.content` must be set.
  BuiltinReporter(const Settings& settings, FileResult& result)
      : settings_(settings), result_(result) {}

  /// Reports what the parser rejected in the text that `origin` describes.
  void report(const parse::ParseProblem& problem, const Origin& origin);

  /// Reports at the rule's severity; `message` must be in the house style. Without `help`, the
  /// rule's is shown.
  void report(const Rule& rule, text::Range range, const std::string& message,
              std::string help = {});

  /// As above, for what has fixes; `report.at` are bytes of the file.
  void report(const Rule& rule, Report report) { add(rule, std::move(report)); }

  /// Reports that `range` was not analyzed; `reason` is one line, and `help` fits it. Without
  /// `severity`, it is the rule's.
  void report_not_analyzed(text::Range range, const std::string& reason, std::string help,
                           std::optional<Severity> severity = std::nullopt);

  /// Adds the notice that placeholders are replaced, once per file; `first` is the first of them.
  void report_placeholders(text::Range first);

  /// Adds the names that `parsed` has in place of placeholders of `written`, the text that `origin`
  /// describes.
  void note_substitutes(std::string_view written, std::string_view parsed, const Origin& origin);
  /// The same of names that format() makes, which findings show with `…`.
  void note_computed_names(std::string_view format, std::string_view parsed, const Origin& origin);

 private:
  /// A line that has findings.
  struct Line {
    text::Range range;  ///< without its end
    /// Of the code on it. It identifies a finding without a statement in fingerprints; the message
    /// cannot, because it varies with versions and offsets.
    std::uint64_t hash = 0;
    /// Whether it has characters that are rare in SQL and common in templates and other languages.
    bool may_be_of_template = false;
  };

  void add(const Rule& rule, Report report);
  /// The line of byte `offset`; until the next call.
  [[nodiscard]] const Line& line_of(std::size_t offset);
  /// The help for a syntax error at byte `offset` whose cause is unknown.
  [[nodiscard]] std::string_view help_for_syntax(std::size_t offset);

  const Settings& settings_;
  FileResult& result_;
  std::optional<Line> line_;  ///< of the last finding: all may be on one
};

}  // namespace pglint
