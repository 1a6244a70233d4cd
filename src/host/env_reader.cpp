// Reads files for `docker --env-file`, Compose and similar, and Procfiles, line by line.
#include <algorithm>
#include <cstddef>
#include <string>

#include "host/invocation.h"
#include "host/readers.h"
#include "text/line/index.h"
#include "text/utf8.h"

namespace pglint::host {
namespace {

std::size_t skip_blanks(std::string_view content, text::Range range) {
  return std::min(content.substr(0, range.end).find_first_not_of(blanks, range.begin), range.end);
}

/// Calls `take` with the bytes of each non-empty line; records comments.
template <class Take>
void for_each_line(std::string_view content, HostFile& file, const Take& take) {
  std::size_t at = content.starts_with(text::utf8_bom) ? text::utf8_bom.size() : 0;
  for (; at < content.size(); at = next_line(content, at)) {
    const std::size_t end = text::find_line_end(content, at);
    const std::size_t begin = skip_blanks(content, {.begin = at, .end = end});
    if (begin == end) continue;
    if (content[begin] == '#') {
      file.comments.push_back({.begin = begin, .end = end});
    } else {
      take(text::Range{.begin = begin, .end = end});
    }
  }
}

/// The value in `range`, which begins after the `=`: the text in its quotes, or up to a comment.
text::Range value_in(std::string_view content, text::Range range, HostFile& file) {
  const std::size_t begin = skip_blanks(content, range);
  const std::string_view line = content.substr(0, range.end);
  if (begin < range.end && (content[begin] == '"' || content[begin] == '\'')) {
    const std::size_t close = line.find(content[begin], begin + 1);
    if (close != std::string_view::npos) return {.begin = begin + 1, .end = close};
  }
  const std::size_t comment = std::min(line.find(" #", begin), range.end);
  if (comment < range.end) file.comments.push_back({.begin = comment + 1, .end = range.end});
  const std::size_t last = line.substr(0, comment).find_last_not_of(blanks);
  const std::size_t end = last == std::string_view::npos ? begin : std::max(last + 1, begin);
  return {.begin = begin, .end = end};
}

}  // namespace

void read_env_file(std::string_view content, HostFile& file) {
  for_each_line(content, file, [&](text::Range line) {
    constexpr std::string_view prefix = "export ";
    if (content.substr(line.begin).starts_with(prefix)) {
      line.begin = skip_blanks(content, {.begin = line.begin + prefix.size(), .end = line.end});
    }
    const std::string_view text = content.substr(line.begin, line.size());
    const std::size_t name = variable_name_size(text);
    if (name == 0 || !text.substr(name).starts_with('=')) return;
    const text::Range value =
        value_in(content, {.begin = line.begin + name + 1, .end = line.end}, file);
    add_assignment({.name = std::string(text.substr(0, name)),
                    .value = {.content = Excerpt(content, value), .range = value},
                    .range = {.begin = line.begin, .end = value.end}},
                   file.activity);
  });
}

void read_procfile(std::string_view content, HostFile& file) {
  for_each_line(content, file, [&](text::Range line) {
    const std::size_t colon = content.substr(0, line.end).find(':', line.begin);
    if (colon == std::string_view::npos) return;
    add_script(Excerpt(content, {.begin = colon + 1, .end = line.end}), file);
  });
}

}  // namespace pglint::host
