#include "host/json_words.h"

#include <algorithm>
#include <utility>

#include "host/shell_escape.h"

namespace pglint::host {

std::optional<std::vector<Word>> read_json_words(const Excerpt& text) {
  const std::string_view bytes = text.text();
  const auto skip_blanks = [&](std::size_t at) {
    return std::min(bytes.find_first_not_of(" \t\r\n", at), bytes.size());
  };
  std::size_t at = skip_blanks(0);
  if (at == bytes.size() || bytes[at] != '[') return std::nullopt;
  std::vector<Word> words;
  at = skip_blanks(at + 1);
  while (at < bytes.size() && bytes[at] == '"') {
    const std::size_t end = skip_double_quoted(bytes, {.begin = at, .end = bytes.size()});
    words.push_back(read_double_quoted(text, {.begin = at, .end = end}));
    at = skip_blanks(end);
    if (at < bytes.size() && bytes[at] == ',') at = skip_blanks(at + 1);
  }
  const bool is_list = at < bytes.size() && bytes[at] == ']' && skip_blanks(at + 1) == bytes.size();
  return is_list ? std::optional(std::move(words)) : std::nullopt;
}

Word read_double_quoted(const Excerpt& text, text::Range range) {
  const std::string_view bytes = text.text();
  const bool is_closed = range.size() > 1 && bytes[range.end - 1] == '"';
  const std::size_t end = is_closed ? range.end - 1 : range.end;
  Word word = {.range = text.in_file(range)};
  for (std::size_t at = range.begin + 1; at < end;) {
    const std::size_t special = std::min(bytes.substr(0, end).find('\\', at), end);
    word.content.append(text, {.begin = at, .end = special});
    at = special;
    if (at == end) break;
    const std::size_t line = continued_line(bytes, at);
    if (line > at) {
      at = std::min(line, end);
      continue;
    }
    const ShellEscape escape = read_escape(bytes.substr(at, end - at));
    word.content.append_decoded(escape.value, text.in_file({.begin = at, .end = at + escape.size}));
    at += escape.size;
  }
  return word;
}

std::size_t skip_double_quoted(std::string_view text, text::Range range) {
  for (std::size_t at = range.begin + 1; at < range.end; ++at) {
    if (text[at] == '"') return at + 1;
    if (text[at] == '\\') ++at;
  }
  return range.end;
}

}  // namespace pglint::host
