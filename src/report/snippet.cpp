#include "report/snippet.h"

#include <algorithm>
#include <string_view>

#include "text/printable.h"
#include "text/utf8.h"

namespace pglint::report {
namespace {

/// Lines that are cut keep so many characters before the range, or a quarter if that is less.
constexpr std::size_t context_before = 30;

constexpr std::size_t most_lines = 4;
constexpr std::size_t tab_cells = 8;  ///< at most, which depends on the column
const std::string ellipsis = "…";

/// The byte offset `count` code points before `at`.
std::size_t step_back(std::string_view line, std::size_t at, std::size_t count) {
  for (; count > 0 && at > 0; --count) {
    const std::size_t lowest = at > 4 ? at - 4 : 0;  // the longest code point
    --at;
    while (at > lowest && text::is_continuation(line[at])) --at;
  }
  return at;
}

/// The byte offset after the characters from `at` that fit `cells`. Each counts at least one cell,
/// because a line of combining marks has no width.
std::size_t step_forward(std::string_view line, std::size_t at, std::size_t cells) {
  while (at < line.size()) {
    const std::string_view rest = line.substr(at);
    const std::size_t bytes = std::max<std::size_t>(text::first_code_point(rest).bytes, 1);
    const std::size_t width =
        rest.front() == '\t' ? tab_cells
                             : std::max<std::size_t>(text::display_width(rest.substr(0, bytes)), 1);
    if (width > cells) break;
    cells -= width;
    at += bytes;
  }
  return at;
}

/// Whether the text surely fits, as no character takes more cells than bytes, except tabs.
bool fits(std::string_view text, std::size_t cells) {
  if (text.size() > cells) return false;  // a long line is asked for each of its findings
  const auto tabs = static_cast<std::size_t>(std::ranges::count(text, '\t'));
  return text.size() + tabs * (tab_cells - 1) <= cells;
}

/// The bytes of `line` to show.
text::Range window(std::string_view line, text::Range mark, std::size_t cells) {
  if (fits(line, cells)) return {.begin = 0, .end = line.size()};
  const bool shows_start = fits(line.substr(0, mark.end), cells);
  const std::size_t before = std::min(context_before, cells / 4);
  const std::size_t begin = shows_start ? 0 : step_back(line, mark.begin, before);
  return {.begin = begin, .end = step_forward(line, begin, cells)};
}

/// `piece` in printable characters and tabs.
std::string code_of(std::string_view piece) {
  std::string code;
  for (std::size_t tab = piece.find('\t'); tab != std::string_view::npos; tab = piece.find('\t')) {
    code += text::printable(piece.substr(0, tab)) + "\t";
    piece.remove_prefix(tab + 1);
  }
  return code + text::printable(piece);
}

/// `right` so that it makes no command of a CI service with `left` in front of it.
std::string disarmed(const std::string& left, std::string right) {
  const std::string whole = left + right;
  const std::size_t bracket = right.find('[');
  const bool is_command = bracket != std::string::npos && text::without_commands(whole) != whole;
  if (is_command) right.replace(bracket, 1, "<U+005B>");
  return right;
}

/// `mark` repeated to the width of `code`; tabs stay.
std::string marks_of(std::string_view code, char mark) {
  std::string marks;
  for (std::size_t tab = code.find('\t'); tab != std::string_view::npos; tab = code.find('\t')) {
    marks += std::string(text::display_width(code.substr(0, tab)), mark) + "\t";
    code.remove_prefix(tab + 1);
  }
  return marks + std::string(text::display_width(code), mark);
}

/// `line` with carets under the bytes `mark`, at least one.
SnippetLine marked_line(std::size_t number, std::string_view line, text::Range mark,
                        std::size_t cells) {
  const text::Range part = window(line, mark, cells);
  const std::size_t mark_end = std::min(mark.end, part.end);
  const auto bytes = [&](std::size_t from, std::size_t to) {
    return code_of(line.substr(from, to - from));
  };
  const std::string before = (part.begin > 0 ? ellipsis : "") + bytes(part.begin, mark.begin);
  const std::string marked = disarmed(before, bytes(mark.begin, mark_end));
  const std::string after = disarmed(before + marked, bytes(mark_end, part.end)) +
                            (part.end < line.size() ? ellipsis : "");
  std::string carets = marks_of(marked, '^');
  if (carets.find('^') == std::string::npos) carets = "^";
  return {
      .number = number, .code = before + marked + after, .marks = marks_of(before, ' ') + carets};
}

/// `line` without carets.
SnippetLine plain_line(std::size_t number, std::string_view line, std::size_t cells) {
  const std::size_t end = step_forward(line, 0, cells);
  return {.number = number,
          .code = code_of(line.substr(0, end)) + (end < line.size() ? ellipsis : "")};
}

bool is_blank(char byte) { return byte == ' ' || byte == '\t'; }

/// The bytes of a line that `range` covers, relative to its start, without indentation.
text::Range mark_in_line(std::string_view line, text::Range line_range, text::Range range) {
  const auto in_line = [&](std::size_t offset) {
    return std::clamp(offset, line_range.begin, line_range.end) - line_range.begin;
  };
  text::Range mark = {.begin = in_line(range.begin), .end = in_line(range.end)};
  const bool starts_here = range.begin >= line_range.begin;
  while (!starts_here && mark.begin < mark.end && is_blank(line[mark.begin])) ++mark.begin;
  while (mark.end > mark.begin + 1 && is_blank(line[mark.end - 1])) --mark.end;
  return mark;
}

}  // namespace

std::vector<SnippetLine> snippet(const text::LineIndex& lines, text::Range range,
                                 std::size_t cells) {
  const std::size_t first = lines.position(range.begin).line;
  const std::size_t last = range.empty() ? first : lines.position(range.end - 1).line;
  std::vector<SnippetLine> shown;
  for (std::size_t number = first; number <= last; ++number) {
    if (last - first >= most_lines && number == first + 2) {
      shown.push_back({.code = ellipsis});
      number = last;
    }
    const std::string_view line = lines.line_text(number);
    const text::Range mark = mark_in_line(line, lines.line_range(number), range);
    const bool is_marked = number == first || !mark.empty();
    shown.push_back(is_marked ? marked_line(number, line, mark, cells)
                              : plain_line(number, line, cells));
  }
  return shown;
}

}  // namespace pglint::report
