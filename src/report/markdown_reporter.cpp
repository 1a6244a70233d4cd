// A summary in Markdown for the page of a CI job: counts, a table by rule, the worst findings.
#include <array>
#include <cassert>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "report/closing.h"
#include "report/few_of_many.h"
#include "report/markdown.h"
#include "report/reporter.h"
#include "report/reporters.h"
#include "report/rule_digest.h"
#include "report/severity_words.h"
#include "text/line/index.h"
#include "text/relative_path.h"

namespace pglint::report {
namespace {

/// GitHub accepts 1 MiB per step. The listed findings stay well below, even with the longest paths.
constexpr std::size_t most_findings = 50;
constexpr std::size_t most_unreadable = 20;

class MarkdownReporter final : public Reporter {
 public:
  explicit MarkdownReporter(std::string working_directory)
      : working_directory_(std::move(working_directory)) {}

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  void keep_first(const FileResult& result);
  void append_rules(std::string& out) const;
  void append_findings(std::string& out) const;

  std::string working_directory_;
  RuleDigest digest_ = RuleDigest(0);
  /// By severity.
  std::array<FewOfMany<PlacedFinding>, 3> findings_ = {FewOfMany<PlacedFinding>(most_findings),
                                                       FewOfMany<PlacedFinding>(most_findings),
                                                       FewOfMany<PlacedFinding>(most_findings)};
  std::vector<std::string> unreadable_;  ///< reasons of the first ones
};

std::string rule_link(const Rule& rule) {
  const std::string url = rule_url(rule);
  return url.empty() ? std::string(rule.id) : fmt::format("[{}]({})", rule.id, url);
}

}  // namespace

void MarkdownReporter::file(const FileResult& result, std::string& /*out*/) {
  digest_.add(result);
  if (result.unreadable && unreadable_.size() < most_unreadable) {
    unreadable_.push_back(result.unreadable->message);
  }
  keep_first(result);
}

void MarkdownReporter::keep_first(const FileResult& result) {
  if (result.findings.empty()) return;
  const std::string path =
      text::relative_path({.path = result.path, .working_directory = working_directory_});
  const text::LineIndex lines(result.content);
  for (const Finding& finding : result.findings) {
    findings_[static_cast<std::size_t>(finding.severity)].add(placed(path, lines, finding),
                                                              result.is_pending, finding.rule->id);
  }
}

void MarkdownReporter::finish(const Summary& summary, std::string& out) {
  out += "## pglint\n\n";
  if (summary.linted) {
    out += sentence(summary_line(summary, Painter(Color::off))) + "\n";
  } else {
    out += "Nothing was linted.";
    if (!summary.failure.empty()) out += " " + markdown_message(sentence(summary.failure));
    out += '\n';
  }
  if (!unreadable_.empty()) out += '\n';
  for (const std::string& reason : unreadable_) {
    out += fmt::format("- {}\n", markdown_message(sentence(reason)));
  }
  if (!summary.context_not_read.empty()) {
    out += fmt::format("\n{}\n", markdown_message(sentence(context_note(summary))));
  }
  if (digest_.total() == 0) return;
  append_rules(out);
  append_findings(out);
}

void MarkdownReporter::append_rules(std::string& out) const {
  out += "\n| Rule | Findings | Problem |\n| --- | --- | --- |\n";
  for (const RuleFindings* findings : digest_.worst_first()) {
    out += fmt::format("| {} | {} | {} |\n", rule_link(*findings->rule),
                       listed(findings->counts, Painter(Color::off)),
                       markdown_cell(markdown_message(findings->rule->summary)));
  }
}

void MarkdownReporter::append_findings(std::string& out) const {
  std::size_t room = most_findings;
  out += "\n";
  for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
    const auto& findings = findings_[static_cast<std::size_t>(severity)];
    for (const PlacedFinding& finding : findings.chosen(room)) {
      --room;
      const std::string place = fmt::format("{}:{}:{}", finding.file, finding.line, finding.column);
      out += fmt::format("- {} {}: {} ({})\n", markdown_code(place), name_of(finding.severity),
                         markdown_message(finding.message), rule_link(*finding.rule));
    }
  }
  const std::size_t shown = most_findings - room;
  if (digest_.total() > shown) {
    out +=
        fmt::format("\nThe list has the {} most severe of {} findings.\n", shown, digest_.total());
  }
}

std::unique_ptr<Reporter> make_markdown_reporter(const ReporterOptions& options) {
  return std::make_unique<MarkdownReporter>(options.working_directory);
}

}  // namespace pglint::report
