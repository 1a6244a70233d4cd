// A recipe is a line that begins with a tab. `make` expands its dollars before the shell reads the
// rest.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "host/invocation.h"
#include "host/readers.h"
#include "host/shell_escape.h"
#include "text/line/index.h"
#include "text/utf8.h"

namespace pglint::host {
namespace {

/// The offset after the line at `begin` and its continuations.
std::size_t end_of_continued(std::string_view content, std::size_t begin) {
  std::size_t end = text::find_line_end(content, begin);
  while (end > begin && end < content.size() && content[end - 1] == '\\') {
    begin = next_line(content, end);
    end = text::find_line_end(content, begin);
  }
  return end;
}

/// The offset after the expansion at the dollar at `at`: `$x`, `$(x)`, `${x}`.
std::size_t skip_expansion(std::string_view content, text::Range range) {
  const std::size_t open = range.begin + 1;
  if (open >= range.end) return range.end;
  if (content[open] != '(' && content[open] != '{') return open + 1;
  const char closer = content[open] == '(' ? ')' : '}';
  std::size_t depth = 0;
  for (std::size_t at = open; at < range.end; ++at) {
    if (content[at] == content[open]) ++depth;
    if (content[at] == closer && --depth == 0) return at + 1;
  }
  return range.end;
}

/// Bytes `range` as `make` passes them to the shell: without the tabs of continued lines.
Excerpt expanded(std::string_view content, text::Range range) {
  constexpr std::string_view unknown_value(&unknown, 1);
  Excerpt result;
  for (std::size_t at = range.begin; at < range.end;) {
    const std::size_t special =
        std::min(content.substr(0, range.end).find_first_of("$\n\r", at), range.end);
    result.append(content, {.begin = at, .end = special});
    at = special;
    if (at == range.end) break;
    if (content[at] != '$') {
      const std::size_t line = next_line(content, at);
      result.append(content, {.begin = at, .end = line});
      at = line < range.end && content[line] == '\t' ? line + 1 : line;
    } else if (at + 1 < range.end && content[at + 1] == '$') {
      result.append_decoded("$", {.begin = at, .end = at + 2});
      at += 2;
    } else {
      const std::size_t end = skip_expansion(content, {.begin = at, .end = range.end});
      result.append_decoded(unknown_value, {.begin = at, .end = end});
      at = end;
    }
  }
  return result;
}

void read_recipe(std::string_view content, text::Range range, HostFile& file) {
  const std::size_t begin =
      std::min(content.substr(0, range.end).find_first_not_of(" \t@+-", range.begin), range.end);
  add_script(expanded(content, {.begin = begin, .end = range.end}), file);
}

/// The offset after words that may precede a variable's name: a target, `export`.
std::size_t skip_modifiers(std::string_view content, text::Range line) {
  constexpr std::array<std::string_view, 3> modifiers = {"export", "override", "private"};
  const std::string_view text = content.substr(0, line.end);
  std::size_t at = line.begin;
  const std::size_t colon = text.find(':', at);
  const std::size_t equals = text.find('=', at);
  const bool has_target = colon < equals && colon + 1 < line.end &&
                          std::string_view(":=").find(text[colon + 1]) == std::string_view::npos;
  if (has_target && equals != std::string_view::npos) at = colon + 1;
  while (true) {
    at = std::min(text.find_first_not_of(blanks, at), line.end);
    const std::size_t end = std::min(text.find_first_of(blanks, at), line.end);
    if (std::ranges::count(modifiers, text.substr(at, end - at)) == 0) return at;
    at = end;
  }
}

/// NAME = value, with any of `make`'s operators.
void read_variable(std::string_view content, text::Range line, HostFile& file) {
  const std::string_view text = content.substr(0, line.end);
  const std::size_t begin = skip_modifiers(content, line);
  const std::size_t name = variable_name_size(text.substr(begin));
  if (name == 0) return;
  std::size_t at = std::min(text.find_first_not_of(blanks, begin + name), line.end);
  at = std::min(text.find_first_not_of(":?+!", at), line.end);
  if (at == line.end || text[at] != '=') return;
  const std::size_t value = std::min(text.find_first_not_of(blanks, at + 1), line.end);
  const std::size_t comment = std::min(text.find('#', value), line.end);
  if (comment < line.end) file.comments.push_back({.begin = comment, .end = line.end});
  const std::size_t last = text.substr(0, comment).find_last_not_of(blanks);
  const std::size_t end = std::max(value, last + 1);
  const text::Range place = {.begin = value, .end = end};
  add_assignment({.name = std::string(text.substr(begin, name)),
                  .value = {.content = expanded(content, place), .range = place},
                  .range = {.begin = begin, .end = end}},
                 file.activity);
}

}  // namespace

void read_makefile(std::string_view content, HostFile& file) {
  std::size_t at = content.starts_with(text::utf8_bom) ? text::utf8_bom.size() : 0;
  while (at < content.size()) {
    const std::size_t end = end_of_continued(content, at);
    const std::size_t first = std::min(content.find_first_not_of(blanks, at), end);
    if (content[at] == '\t') {
      read_recipe(content, {.begin = at + 1, .end = end}, file);
    } else if (first < end && content[first] == '#') {
      file.comments.push_back({.begin = first, .end = end});
    } else if (first < end) {
      read_variable(content, {.begin = first, .end = end}, file);
    }
    at = next_line(content, end);
  }
}

}  // namespace pglint::host
