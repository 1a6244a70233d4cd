#include "output/text_reporter.h"

#include <fmt/format.h>

#include "output/snippet.h"
#include "text/printable.h"

namespace pglint::output {

struct TextReporter::Source {
  std::string name;  ///< printable
  text::LineIndex lines;
};

void TextReporter::file(const FileResult& result, std::string& out) {
  if (result.findings.empty() && result.notices.empty()) return;
  const Source source = {.name = text::printable(result.path),
                         .lines = text::LineIndex(result.content)};
  for (const parse::Notice& notice : result.notices) append(source, notice, out);
  if (!result.notices.empty()) out += '\n';
  for (const Finding& finding : result.findings) {
    append(source, finding, out);
    out += '\n';
  }
}

void TextReporter::finish(const Summary& summary, std::string& out) {
  out += context_line(summary, paint_) + summary_line(summary, paint_) + '\n';
}

void TextReporter::append(const Source& source, const parse::Notice& notice,
                          std::string& out) const {
  append_place(source, notice.range, out);
  out += fmt::format(" {} {}\n", paint_(Paint::green, "note:"), text::printable(notice.message));
}

void TextReporter::append(const Source& source, const Finding& finding, std::string& out) const {
  const Paint color = paint_of(finding.severity);
  append_place(source, finding.range, out);
  out += fmt::format(" {} {} {}\n", paint_(color, name_of(finding.severity)),
                     text::printable(finding.message),
                     paint_(Paint::dim, fmt::format("[{}]", finding.rule->id)));
  append_snippet(source, finding.range, color, out);
  for (const RelatedRange& related : finding.related) {
    out += "  ";
    append_place(source, related.range, out);
    out += fmt::format(" {}\n", text::printable(related.message));
    append_snippet(source, related.range, Paint::blue, out);
  }
  if (!finding.rule->help.empty()) {
    out += fmt::format("  {} {}\n", paint_(Paint::green, "help:"), finding.rule->help);
  }
  for (const Fix& fix : finding.fixes) {
    out += fmt::format("  {} {} ({})\n", paint_(Paint::green, "fix:"),
                       text::printable(fix.description), name_of(fix.safety));
  }
}

void TextReporter::append_place(const Source& source, text::Range range, std::string& out) const {
  const text::Position at = source.lines.position(range.begin);
  out += paint_(Paint::bold, fmt::format("{}:{}:{}", source.name, at.line, at.column));
}

void TextReporter::append_snippet(const Source& source, text::Range range, Paint caret,
                                  std::string& out) const {
  const std::vector<SnippetLine> shown = snippet(source.lines, range);
  const std::size_t width = fmt::formatted_size("{}", shown.back().number);
  for (const SnippetLine& line : shown) {
    const std::string number = line.number == 0 ? "" : std::to_string(line.number);
    out += fmt::format("  {} {}\n", paint_(Paint::dim, fmt::format("{:>{}} |", number, width)),
                       line.code);
    if (line.marks.empty()) continue;
    out += fmt::format("  {} {}\n", paint_(Paint::dim, fmt::format("{:>{}} |", "", width)),
                       paint_(caret, line.marks));
  }
}

namespace {

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

constexpr std::array severities = {Severity::error, Severity::warning, Severity::info};

/// `2 errors, 1 warning`; empty for none.
std::string listed(const SeverityCounts& counts, const Painter& paint) {
  std::string list;
  for (const Severity severity : severities) {
    if (counts[severity] == 0) continue;
    list += list.empty() ? "" : ", ";
    list += paint(paint_of(severity), counted(counts[severity], name_of(severity)));
  }
  return list;
}

std::string_view lowest(const SeverityCounts& counts) {
  return name_of(counts[Severity::info] > 0 ? Severity::info : Severity::warning);
}

}  // namespace

std::string summary_line(const Summary& summary, const Painter& paint) {
  std::string line = paint(Paint::bold, counted(summary.files_checked, "file") + " checked:") + " ";
  line += summary.shown.total() > 0 ? listed(summary.shown, paint) : "no findings";
  if (summary.hidden.total() > 0) {
    line += fmt::format("; hidden: {} (`--severity {}` shows them)", listed(summary.hidden, paint),
                        lowest(summary.hidden));
  }
  if (summary.in_baseline > 0) line += fmt::format("; {} in the baseline", summary.in_baseline);
  if (summary.on_unchanged_lines > 0) {
    line += fmt::format("; {} on unchanged lines", summary.on_unchanged_lines);
  }
  if (summary.files_not_analysed > 0) {
    line += fmt::format("; {} not analysed in full", counted(summary.files_not_analysed, "file"));
  }
  if (summary.files_unreadable > 0) {
    line += fmt::format("; {} unreadable", counted(summary.files_unreadable, "file"));
  }
  return line;
}

std::string context_line(const Summary& summary, const Painter& paint) {
  if (summary.context_not_read.empty()) return {};
  return fmt::format("{} {}\n", paint(Paint::green, "note:"),
                     text::printable(context_note(summary)));
}

}  // namespace pglint::output
