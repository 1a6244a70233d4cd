#include "report/markdown_reporter.h"

#include <array>
#include <cassert>

#include <fmt/format.h>

#include "report/closing.h"
#include "report/markdown.h"
#include "report/severity_words.h"
#include "text/line_index.h"
#include "text/relative_path.h"

namespace pglint::output {
namespace {

/// GitHub takes 1 MiB for a step. The findings that are listed, and paths that are as long as
/// they may be, stay well below.
constexpr std::size_t most_findings = 50;
constexpr std::size_t most_unreadable = 20;

std::string rule_link(const Rule& rule) { return fmt::format("[{}]({})", rule.id, rule_url(rule)); }

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
      relative_path({.path = result.path, .working_directory = working_directory_});
  const text::LineIndex lines(result.content);
  const std::array lists = {&infos_, &warnings_, &errors_};
  for (const Finding& finding : result.findings) {
    std::vector<PlacedFinding>& list = *lists[static_cast<std::size_t>(finding.severity)];
    if (list.size() < most_findings) list.push_back(placed(path, lines, finding));
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
  out += "\n| Rule | Findings | What is wrong |\n| --- | --- | --- |\n";
  for (const RuleFindings* findings : digest_.by_severity()) {
    out += fmt::format("| {} | {} | {} |\n", rule_link(*findings->rule),
                       listed(findings->counts, Painter(Color::off)),
                       markdown_cell(markdown_message(findings->rule->summary)));
  }
}

void MarkdownReporter::append_findings(std::string& out) const {
  std::size_t room = most_findings;
  out += "\n";
  for (const auto* list : {&errors_, &warnings_, &infos_}) {
    for (const PlacedFinding& finding : *list) {
      if (room == 0) break;
      --room;
      const std::string place = fmt::format("{}:{}:{}", finding.file, finding.line, finding.column);
      out += fmt::format("- {} {}: {} ({})\n", markdown_code(place), name_of(finding.severity),
                         markdown_message(finding.message), rule_link(*finding.rule));
    }
  }
  const std::size_t shown = most_findings - room;
  if (digest_.total() > shown) {
    out += fmt::format("\nThe worst {} of {} findings are listed.\n", shown, digest_.total());
  }
}

}  // namespace pglint::output
