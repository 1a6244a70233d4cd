// Workflow commands, which GitHub shows as annotations of a pull request, and the report in text
// for the log.
#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "report/few_of_many.h"
#include "report/reporter.h"
#include "report/reporters.h"
#include "report/severity_words.h"
#include "report/workflow_command.h"
#include "text/line/index.h"
#include "text/printable.h"
#include "text/relative_path.h"

namespace pglint::report {
namespace {

/// GitHub shows at most so many annotations per level and step, and drops the rest silently.
constexpr std::size_t most_of_a_level = 10;

/// Commands of one level.
using Annotations = FewOfMany<std::string>;

class GithubReporter final : public Reporter {
 public:
  explicit GithubReporter(const ReporterOptions& options);

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  std::string working_directory_;
  std::unique_ptr<Reporter> text_;
  std::string log_;  ///< what `text_` wrote
  /// By severity.
  std::array<Annotations, 3> annotations_ = {
      Annotations(most_of_a_level), Annotations(most_of_a_level), Annotations(most_of_a_level)};
  SeverityCounts found_;  ///< including those beyond the limit
};

std::string_view level(Severity severity) {
  return severity == Severity::info ? "notice" : name_of(severity);
}

struct Replacement {
  char from;
  std::string_view to;
};

std::string replaced(std::string_view text, std::span<const Replacement> replacements) {
  std::string result;
  for (const char byte : text) {
    const auto found = std::ranges::find(replacements, byte, &Replacement::from);
    if (found == replacements.end()) {
      result += byte;
    } else {
      result += found->to;
    }
  }
  return result;
}

/// Printable text has no line ends to escape. Messages need only the first.
constexpr std::array<Replacement, 3> escapes = {{{'%', "%25"}, {':', "%3A"}, {',', "%2C"}}};

/// GitHub accepts columns only for annotations of one line.
std::string place(const text::LineIndex& lines, text::Range range) {
  const text::Position start = lines.position(range.begin);
  const text::Position end = lines.position(range.end);
  if (start.line != end.line) return fmt::format("line={},endLine={}", start.line, end.line);
  return fmt::format("line={},endLine={},col={},endColumn={}", start.line, end.line, start.column,
                     end.column);
}

}  // namespace

std::string workflow_message(std::string_view message) {
  return replaced(text::printable(message), std::span(escapes).first(1));
}

std::string workflow_property(std::string_view value) {
  return replaced(text::printable(value), escapes);
}

std::string without_commands(std::string_view log) {
  std::string result;
  for (std::size_t begin = 0; begin < log.size();) {
    const std::size_t end = std::min(log.find('\n', begin), log.size() - 1) + 1;
    const std::string_view line = log.substr(begin, end - begin);
    // A command starts with two colons after blanks; the old syntax may be anywhere in a line.
    const std::size_t text = std::min(line.find_first_not_of(" \t"), line.size());
    if (line.substr(text).starts_with("::")) result += "./";
    result += line;
    begin = end;
  }
  for (std::size_t at = result.find("##["); at != std::string::npos; at = result.find("##[", at)) {
    result.insert(at + 2, " ");
  }
  return result;
}

GithubReporter::GithubReporter(const ReporterOptions& options)
    : working_directory_(options.working_directory), text_(make_text_reporter(options)) {}

void GithubReporter::file(const FileResult& result, std::string& /*out*/) {
  text_->file(result, log_);
  if (result.findings.empty() && !result.unreadable) return;
  const std::string path = workflow_property(
      text::relative_path({.path = result.path, .working_directory = working_directory_}));
  const auto annotate = [&](Severity severity, std::string_view name, std::string command) {
    ++found_[severity];
    annotations_[static_cast<std::size_t>(severity)].add(std::move(command), result.is_pending,
                                                         name);
  };
  if (result.unreadable) {
    annotate(Severity::error, result.path,
             fmt::format("::error file={},title=pglint::{}\n", path,
                         workflow_message(sentence(result.unreadable->message))));
  }
  const text::LineIndex lines(result.content);
  for (const Finding& finding : result.findings) {
    const std::string title = "pglint: " + std::string(finding.rule->id);
    annotate(finding.severity, finding.rule->id,
             fmt::format("::{} file={},{},title={}::{}\n", level(finding.severity), path,
                         place(lines, finding.range), workflow_property(title),
                         workflow_message(message_with_help(finding))));
  }
}

void GithubReporter::finish(const Summary& summary, std::string& out) {
  if (!summary.failure.empty()) {
    out += fmt::format("::error title=pglint::{}\n", workflow_message(sentence(summary.failure)));
  }
  for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
    const Annotations& annotations = annotations_[static_cast<std::size_t>(severity)];
    for (const std::string& command : annotations.chosen(most_of_a_level)) {
      out += command;
    }
  }
  if (!summary.linted) return;
  text_->finish(summary, log_);
  out += without_commands(log_);
  const bool is_cut =
      std::ranges::any_of(std::array{Severity::error, Severity::warning, Severity::info},
                          [&](Severity severity) { return found_[severity] > most_of_a_level; });
  if (!is_cut) return;
  out += fmt::format(
      "GitHub shows at most {} annotations per level and step; the list above has all findings\n",
      most_of_a_level);
}

std::unique_ptr<Reporter> make_github_reporter(const ReporterOptions& options) {
  return std::make_unique<GithubReporter>(options);
}

}  // namespace pglint::report
