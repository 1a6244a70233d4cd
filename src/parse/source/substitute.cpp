#include "parse/source/substitute.h"

#include <algorithm>
#include <utility>

#include "parse/source/lexer.h"
#include "text/ascii.h"
#include "text/range.h"

namespace pglint::parse {
namespace {

/// PostgreSQL cuts names after so many bytes.
constexpr std::size_t longest_identifier = 63;

constexpr std::size_t longest_shown = 60;

/// Two texts of the same length.
struct TextPair {
  std::string_view written;
  std::string_view parsed;

  [[nodiscard]] bool is_kept(std::size_t at) const { return written[at] == parsed[at]; }

  /// The word around `at`, whose byte differs.
  [[nodiscard]] text::Range word_at(std::size_t at) const {
    text::Range word = {.begin = at, .end = at};
    while (word.begin > 0 && is_word_part(parsed[word.begin - 1])) --word.begin;
    while (word.end < parsed.size() && is_word_part(parsed[word.end])) ++word.end;
    return word;
  }

  /// Whether nothing but underscores was put into `word`.
  [[nodiscard]] bool is_name(text::Range word) const {
    if (!is_word_start(parsed[word.begin])) return false;
    for (std::size_t at = word.begin; at < word.end; ++at) {
      if (!is_kept(at) && parsed[at] != '_') return false;
    }
    return true;
  }

  /// The end of what stands for a name up to `end`: a placeholder of several lines is blank after
  /// the first one.
  [[nodiscard]] std::size_t written_end(std::size_t end) const {
    if (end >= parsed.size() || !is_line_end(parsed[end])) return end;
    std::size_t last = end;
    for (std::size_t at = end; at < parsed.size() && is_blank(parsed[at]); ++at) {
      if (!is_kept(at)) last = at + 1;
    }
    return last;
  }
};

/// `text` in one line of limited length.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char byte : text) {
    if (!is_blank(byte)) {
      line += byte;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (line.size() <= longest_shown) return line;
  std::size_t cut = longest_shown;
  while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
  return line.substr(0, cut) + "…";
}

Substitute substitute_at(const TextPair& texts, text::Range word) {
  std::string name(texts.parsed.substr(word.begin, std::min(word.size(), longest_identifier)));
  const bool is_quoted = word.begin > 0 && texts.parsed[word.begin - 1] == '"';
  if (!is_quoted) name = text::lowered(name);
  text::Range written = {.begin = word.begin, .end = texts.written_end(word.end)};
  const bool is_of_psql = is_quoted && texts.written[word.begin - 1] == ':';
  if (is_of_psql) {
    --written.begin;
    if (written.end < texts.written.size()) ++written.end;
  }
  return {.name = std::move(name),
          .written = on_one_line(texts.written.substr(written.begin, written.size())),
          .at = written.begin};
}

}  // namespace

std::vector<Substitute> find_substitutes(std::string_view written, std::string_view parsed) {
  const TextPair texts = {.written = written,
                          .parsed = parsed.substr(0, std::min(written.size(), parsed.size()))};
  std::vector<Substitute> found;
  for (std::size_t at = 0; at < texts.parsed.size(); ++at) {
    if (texts.is_kept(at) || texts.parsed[at] != '_') continue;
    const text::Range word = texts.word_at(at);
    if (texts.is_name(word)) found.push_back(substitute_at(texts, word));
    at = word.end;
  }
  return found;
}

}  // namespace pglint::parse
