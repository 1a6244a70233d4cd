#include "psl/cursor.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/ascii.h"
#include "text/line/index.h"
#include "text/utf8.h"

namespace pglint::psl {
namespace {

bool is_of_identifier(char byte) {
  return text::is_alphanumeric(byte) || byte == '_' || byte == '-';
}

/// The blanks of Unicode's category Zs, and the tab.
bool is_space(char32_t value) {
  constexpr std::array<char32_t, 7> others = {' ', '\t', 0xA0, 0x1680, 0x202F, 0x205F, 0x3000};
  return (value >= 0x2000 && value <= 0x200A) || std::ranges::count(others, value) > 0;
}

int hex_digit(char byte) {
  if (text::is_digit(byte)) return byte - '0';
  const char lower = text::lowered(byte);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

constexpr unsigned first_high_surrogate = 0xD800;
constexpr unsigned first_low_surrogate = 0xDC00;
constexpr unsigned after_surrogates = 0xE000;
constexpr unsigned first_supplementary = 0x10000;
constexpr std::size_t unicode_escape_bytes = 6;

}  // namespace

Cursor::Cursor(std::string_view content) : content_(content) { take(text::utf8_bom); }

bool Cursor::at_line_end() const { return at_end() || peek() == '\n' || peek() == '\r'; }

bool Cursor::take(std::string_view text) {
  if (!sees(text)) return false;
  at_ += text.size();
  return true;
}

void Cursor::take_line_end() {
  if (take("\r\n") || at_end()) return;
  ++at_;
}

void Cursor::skip_character() {
  if (at_end()) return;
  at_ = std::min(at_ + text::code_point_bytes(content_[at_]), content_.size());
}

void Cursor::skip_blanks() {
  while (!at_end()) {
    const text::CodePoint next = text::first_code_point(content_.substr(at_));
    if (!is_space(next.value)) return;
    at_ += next.bytes;
  }
}

Name Cursor::take_identifier() {
  const std::size_t begin = at_;
  if (!text::is_alphanumeric(peek())) return {};
  while (is_of_identifier(peek())) ++at_;
  return {.text = std::string(text(since(begin))), .range = since(begin)};
}

Name Cursor::take_path() {
  Name path = take_identifier();
  while (!path.empty() && peek() == '.' && text::is_alphanumeric(peek(1))) {
    ++at_;
    take_identifier();
    path.range.end = at_;
  }
  if (!path.empty()) path.text = text(path.range);
  return path;
}

Name Cursor::take_number() {
  const std::size_t begin = at_;
  if (!text::is_digit(peek(peek() == '-' ? 1 : 0))) return {};
  ++at_;
  while (text::is_digit(peek())) ++at_;
  if (peek() == '.' && text::is_digit(peek(1))) {
    ++at_;
    while (text::is_digit(peek())) ++at_;
  }
  return {.text = std::string(text(since(begin))), .range = since(begin)};
}

std::optional<Comment> Cursor::take_comment() {
  const std::size_t begin = at_;
  if (sees("//")) {
    while (peek() == '/') ++at_;
    const std::size_t body = at_;
    at_ = text::find_line_end(content_, at_);
    return Comment{.range = since(begin), .body = since(body)};
  }
  if (!take("/*")) return std::nullopt;
  const std::size_t end = content_.find("*/", at_);
  const text::Range body = {.begin = at_, .end = std::min(end, content_.size())};
  at_ = end == std::string_view::npos ? content_.size() : end + 2;
  return Comment{.range = since(begin), .body = body};
}

std::optional<unsigned> Cursor::code_unit_at(std::size_t offset) const {
  if (content_.substr(at_ + std::min(offset, content_.size() - at_), 2) != "\\u") {
    return std::nullopt;
  }
  unsigned value = 0;
  for (std::size_t digit = 2; digit < unicode_escape_bytes; ++digit) {
    const int part = hex_digit(peek(offset + digit));
    if (part < 0) return std::nullopt;
    value = value * 16 + static_cast<unsigned>(part);
  }
  return value;
}

bool Cursor::take_escape(std::string& value) {
  constexpr std::array<std::pair<char, char>, 8> simple = {{{'"', '"'},
                                                            {'\\', '\\'},
                                                            {'/', '/'},
                                                            {'b', '\b'},
                                                            {'f', '\f'},
                                                            {'n', '\n'},
                                                            {'r', '\r'},
                                                            {'t', '\t'}}};
  for (const auto& [letter, meaning] : simple) {
    if (peek(1) != letter) continue;
    value += meaning;
    at_ += 2;
    return true;
  }
  const auto unit = code_unit_at(0);
  if (!unit) return false;
  char32_t code = *unit;
  std::size_t bytes = unicode_escape_bytes;
  if (*unit >= first_high_surrogate && *unit < after_surrogates) {
    const auto low = code_unit_at(unicode_escape_bytes);
    const bool is_pair = *unit < first_low_surrogate && low && *low >= first_low_surrogate &&
                         *low < after_surrogates;
    if (!is_pair) return false;
    code = first_supplementary + ((*unit - first_high_surrogate) << 10U) +
           (*low - first_low_surrogate);
    bytes += unicode_escape_bytes;
  }
  value += text::encode_utf8(code);
  at_ += bytes;
  return true;
}

std::optional<Name> Cursor::take_string(std::optional<Problem>& problem) {
  const std::size_t begin = at_;
  if (!take("\"")) return std::nullopt;
  Name result;
  while (!at_line_end() && peek() != '"') {
    const std::size_t escape = at_;
    if (peek() != '\\') {
      result.text += content_[at_++];
    } else if (!take_escape(result.text)) {
      skip_character();
      if (!at_line_end()) skip_character();
      const std::string written(text(since(escape)));
      problem = {.range = since(escape),
                 .message = "unknown escape sequence `" + written + "` in a string",
                 .help = "write a backslash as `\\\\`"};
      return std::nullopt;
    }
  }
  if (!take("\"")) return std::nullopt;
  result.range = since(begin);
  return result;
}

}  // namespace pglint::psl
