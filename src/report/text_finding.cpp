#include "report/text_finding.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "report/snippet.h"
#include "text/printable.h"

namespace pglint::report {

namespace {

/// What fits in one row after the line's number and a bar, with room for two `…`.
std::size_t cells_for_source(std::size_t columns, std::size_t number_width) {
  constexpr std::size_t frame = 7;
  constexpr std::size_t least = 20;
  if (columns == 0) return longest_line;
  const std::size_t taken = frame + number_width;
  return std::clamp(columns > taken ? columns - taken : least, least, longest_line);
}

/// After a finding: whether `--fix` fixes it, or `--fix --unsafe`.
std::string_view fix_mark(const Finding& finding) {
  const auto safety = safest_fix(finding);
  if (!safety) return "";
  return *safety == FixSafety::safe ? " [*]" : " [~]";
}

}  // namespace

struct TextFindingPrinter::Source {
  std::string name;  ///< printable
  text::LineIndex lines;
};

void TextFindingPrinter::append_findings(const FileResult& result, std::string& out) const {
  if (result.findings.empty()) return;
  const Source source = {.name = text::printable_path(result.path),
                         .lines = text::LineIndex(result.content)};
  for (const Finding& finding : result.findings) {
    append(source, finding, out);
    out += '\n';
  }
}

void TextFindingPrinter::append_notices(const FileResult& result, std::string& out) const {
  if (result.notices.empty()) return;
  const Source source = {.name = text::printable_path(result.path),
                         .lines = text::LineIndex(result.content)};
  for (const parse::Notice& notice : result.notices) {
    out += rows(fmt::format("{} {} {}", place(source, notice.range), paint_(Paint::green, "note:"),
                            text::printable(notice.message)));
  }
}

void TextFindingPrinter::append_first_line(const text::LineIndex& lines, const Finding& finding,
                                           std::string& out) const {
  const text::Range line = lines.line_range(lines.position(finding.range.begin).line);
  const std::size_t end = std::max(std::min(finding.range.end, line.end), finding.range.begin);
  append_snippet(lines, {.begin = finding.range.begin, .end = end}, paint_of(finding.severity),
                 out);
}

void TextFindingPrinter::append(const Source& source, const Finding& finding,
                                std::string& out) const {
  const Paint color = paint_of(finding.severity);
  out += rows(fmt::format(
      "{} {} {} {}{}", place(source, finding.range), paint_(color, name_of(finding.severity)),
      text::printable(finding.message), paint_.label(*finding.rule), fix_mark(finding)));
  append_snippet(source.lines, finding.range, color, out);
  append_related(source, finding.related, out);
  if (const std::string_view help = help_of(finding); !help.empty()) {
    out += rows(fmt::format("  {} {}", paint_(Paint::green, "help:"), text::printable(help)),
                indent_of_help);
  }
}

void TextFindingPrinter::append_related(const Source& source, std::span<const RelatedRange> related,
                                        std::string& out) const {
  while (!related.empty()) {
    const std::string& message = related.front().message;
    const auto other = std::ranges::find_if(
        related, [&](const RelatedRange& each) { return each.message != message; });
    const auto count = static_cast<std::size_t>(other - related.begin());
    out += rows(fmt::format("  {}{} {}", place(source, related.front().range),
                            more_places(source, related.first(count).subspan(1)),
                            text::printable(message)));
    if (count == 1) append_snippet(source.lines, related.front().range, Paint::blue, out);
    related = related.subspan(count);
  }
}

/// Places for which one message is enough, and no code.
std::string TextFindingPrinter::more_places(const Source& source,
                                            std::span<const RelatedRange> places) {
  constexpr std::size_t most = 5;
  std::string out;
  for (const RelatedRange& each : places.first(std::min(places.size(), most))) {
    const text::Position at = source.lines.position(each.range.begin);
    out += fmt::format(", {}:{}", at.line, at.column);
  }
  if (places.size() > most) out += fmt::format(" and {} more", places.size() - most);
  if (!places.empty()) out += ':';
  return out;
}

std::string TextFindingPrinter::place(const Source& source, text::Range range) const {
  const text::Position at = source.lines.position(range.begin);
  return paint_(Paint::bold, fmt::format("{}:{}:{}", source.name, at.line, at.column));
}

void TextFindingPrinter::append_snippet(const text::LineIndex& lines, text::Range range,
                                        Paint caret, std::string& out) const {
  const std::size_t last = lines.position(range.empty() ? range.begin : range.end - 1).line;
  const std::size_t width = fmt::formatted_size("{}", last);
  const std::vector<SnippetLine> shown = snippet(lines, range, cells_for_source(columns_, width));
  for (const SnippetLine& line : shown) {
    const std::string number = line.number == 0 ? "" : std::to_string(line.number);
    out += fmt::format("  {} {}\n", paint_(Paint::dim, fmt::format("{:>{}} |", number, width)),
                       line.code);
    if (line.marks.empty()) continue;
    out += fmt::format("  {} {}\n", paint_(Paint::dim, fmt::format("{:>{}} |", "", width)),
                       paint_(caret, line.marks));
  }
}

}  // namespace pglint::report
