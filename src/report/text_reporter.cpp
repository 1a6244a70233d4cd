// Findings for people. A large report is grouped by rule, with the first places of each.
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "report/closing.h"
#include "report/notice_digest.h"
#include "report/painter.h"
#include "report/reporter.h"
#include "report/reporters.h"
#include "report/rule_digest.h"
#include "report/severity_words.h"
#include "report/text_finding.h"
#include "text/printable.h"

namespace pglint::report {
namespace {

class TextReporter final : public Reporter {
 public:
  explicit TextReporter(const ReporterOptions& options);

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  [[nodiscard]] bool is_streamed() const { return most_per_rule_ == 0; }
  [[nodiscard]] bool is_big() const;
  void append_all(const FileResult& result, std::string& out) const;
  void append_groups(std::string& out) const;
  void keep_errors(const FileResult& result);
  /// Empty for other findings: groups show the source of errors only.
  [[nodiscard]] std::string source_of_error(const text::LineIndex& lines,
                                            const Finding& finding) const;
  /// Whether `errors_` has all errors.
  [[nodiscard]] bool has_few_errors() const;

  Painter paint_;
  TextFindingPrinter printer_;
  std::optional<std::size_t> most_per_rule_;
  bool is_quiet_;
  RuleDigest digest_;
  std::string all_;              ///< all findings, while there are few
  std::string errors_;           ///< all errors, with their source, while there are few
  std::size_t error_count_ = 0;  ///< of all errors
  NoticeDigest notices_;
};

/// By default, a report with more findings is grouped by rule to fit two screens.
constexpr std::size_t many = 25;
constexpr std::size_t two_screens = 100;  ///< lines

constexpr std::size_t usual_places = 3;

/// So many errors are shown with their source in a report that is grouped.
constexpr std::size_t few_errors = 10;

/// The lines of a group: head, places with their source, "and more", help, and an empty one.
std::size_t lines_of(const RuleFindings& findings, std::size_t places) {
  const std::size_t total = findings.counts.total();
  std::size_t lines = 2 + (total > places ? 1 : 0) + (findings.rule->help.empty() ? 0 : 1);
  for (const PlacedFinding& each :
       std::span(findings.first).first(std::min(places, findings.first.size()))) {
    lines += 1 + static_cast<std::size_t>(std::ranges::count(each.source, '\n'));
  }
  return lines;
}

/// The number of places per rule that fits two screens, at least one.
std::size_t places_that_fit(const std::vector<const RuleFindings*>& rules) {
  for (std::size_t places = usual_places; places > 1; --places) {
    std::size_t lines = 0;
    for (const RuleFindings* findings : rules) lines += lines_of(*findings, places);
    if (lines <= two_screens) return places;
  }
  return 1;
}

/// The common help of the first `places` findings, else that of the rule.
std::string_view help_for(const RuleFindings& findings, std::size_t places) {
  const auto shown = std::span(findings.first).first(places);
  const bool is_one = !shown.empty() && std::ranges::all_of(shown, [&](const PlacedFinding& each) {
    return each.help == shown.front().help;
  });
  return is_one ? std::string_view(shown.front().help) : findings.rule->help;
}

/// Appends whole lines, such as the last ones of a report.
void append_rows(std::string_view lines, const TextFindingPrinter& printer, std::string& out) {
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    out += printer.rows(lines.substr(0, end), indent_of_help);
    lines.remove_prefix(end + 1);
  }
}

void append_group(const RuleFindings& findings, std::size_t places, const Painter& paint,
                  const TextFindingPrinter& printer, std::string& out) {
  out += printer.rows(fmt::format("{} in {}: {} {}", listed(findings.counts, paint),
                                  counted(findings.files, "file"), findings.rule->summary,
                                  paint.label(*findings.rule)));
  places = std::min(places, findings.first.size());
  for (std::size_t number = 0; number < places; ++number) {
    const PlacedFinding& finding = findings.first[number];
    const std::string place =
        fmt::format("{}:{}:{}", text::printable(finding.file), finding.line, finding.column);
    out += printer.rows(
        fmt::format("  {} {}", paint(Paint::bold, place), text::printable(finding.message)));
    out += finding.source;
  }
  const std::size_t left = findings.counts.total() - places;
  if (left > 0) out += fmt::format("  {}\n", paint(Paint::dim, fmt::format("and {} more", left)));
  if (const std::string_view help = help_for(findings, places); !help.empty()) {
    out += printer.rows(fmt::format("  {} {}", paint(Paint::green, "help:"), text::printable(help)),
                        indent_of_help);
  }
  out += '\n';
}

}  // namespace

TextReporter::TextReporter(const ReporterOptions& options)
    : paint_(options.color, options.links_to),
      printer_(paint_, options.columns),
      most_per_rule_(options.most_per_rule),
      is_quiet_(options.quiet),
      digest_(options.most_per_rule.value_or(usual_places),
              [this](const text::LineIndex& lines, const Finding& finding) {
                return source_of_error(lines, finding);
              }) {}

void TextReporter::file(const FileResult& result, std::string& out) {
  digest_.add(result);
  if (is_streamed()) return append_all(result, out);
  if (!is_quiet_) notices_.add(result, printer_);
  keep_errors(result);
  if (is_big()) {
    all_ = std::string();
  } else {
    append_all(result, all_);
  }
}

void TextReporter::finish(const Summary& summary, std::string& out) {
  const bool is_cut = !is_streamed() && is_big();
  if (is_cut) {
    append_groups(out);
  } else {
    out += all_;
  }
  if (is_quiet_) return;
  notices_.append_to(out, paint_, printer_);
  out += context_line(summary, paint_) + printer_.rows(summary_line(summary, paint_));
  const std::vector<const RuleFindings*> rules = digest_.worst_first();
  append_rows(next_lines({.rules = rules, .summary = summary, .is_cut = is_cut}, paint_), printer_,
              out);
}

bool TextReporter::is_big() const {
  if (most_per_rule_) return digest_.most_of_a_rule() > *most_per_rule_;
  return digest_.total() > many;
}

void TextReporter::append_all(const FileResult& result, std::string& out) const {
  printer_.append_findings(result, out);
  if (!is_streamed() || is_quiet_ || result.notices.empty()) return;
  printer_.append_notices(result, out);
  out += '\n';
}

void TextReporter::keep_errors(const FileResult& result) {
  FileResult errors = {.path = result.path};
  std::ranges::copy_if(result.findings, std::back_inserter(errors.findings),
                       [](const Finding& finding) { return finding.severity == Severity::error; });
  if (errors.findings.empty()) return;
  error_count_ += errors.findings.size();
  if (error_count_ > few_errors) {
    errors_ = std::string();
    return;
  }
  errors.content = result.content;
  printer_.append_findings(errors, errors_);
}

std::string TextReporter::source_of_error(const text::LineIndex& lines,
                                          const Finding& finding) const {
  std::string source;
  if (finding.severity == Severity::error) printer_.append_first_line(lines, finding, source);
  return source;
}

bool TextReporter::has_few_errors() const { return !most_per_rule_ && error_count_ <= few_errors; }

void TextReporter::append_groups(std::string& out) const {
  std::vector<const RuleFindings*> rules = digest_.worst_first();
  if (has_few_errors()) {
    out += errors_;
    std::erase_if(rules, [](const RuleFindings* findings) {
      return findings->counts.total() == findings->counts[Severity::error];
    });
  }
  const std::size_t places = most_per_rule_.value_or(places_that_fit(rules));
  for (const RuleFindings* findings : rules) {
    append_group(*findings, places, paint_, printer_, out);
  }
}

std::unique_ptr<Reporter> make_text_reporter(const ReporterOptions& options) {
  return std::make_unique<TextReporter>(options);
}

}  // namespace pglint::report
