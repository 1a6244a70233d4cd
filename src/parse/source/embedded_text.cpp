// PostgreSQL's scanner gives the value of a literal, but not where its bytes come from. This reads
// literals that it accepted once more. Manual: "String Constants", section 4.1.2.
#include "parse/source/embedded_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "parse/source/lexer.h"
#include "text/ascii.h"
#include "text/line/index.h"
#include "text/utf8.h"

namespace pglint::parse {
namespace {

enum class Style : std::uint8_t { standard, backslash, unicode };

/// Reads quoted literals piece by piece.
class QuotedReader {
 public:
  QuotedReader(std::string_view outer, text::Range literal, Style style)
      : outer_(outer), at_(literal.begin), end_(literal.end), style_(style) {}

  std::optional<EmbeddedText> read() {
    do {
      ++at_;  // the quote that opens
      if (!read_part()) return std::nullopt;
      skip_to_continuation();
    } while (at_ < end_ && outer_[at_] == '\'');
    if (at_ < end_) return std::nullopt;
    if (pieces_.empty()) pieces_.push_back({.written = {.begin = at_ - 1, .end = at_ - 1}});
    return EmbeddedText(std::move(value_), std::move(pieces_));
  }

 private:
  /// Up to and including the closing quote.
  bool read_part() {
    while (at_ < end_) {
      const char byte = outer_[at_];
      if (byte == '\'') {
        if (at_ + 1 >= end_ || outer_[at_ + 1] != '\'') {
          ++at_;
          return true;
        }
        take_escape(2, "'");
      } else if (byte == '\\' && style_ != Style::standard) {
        if (!(style_ == Style::backslash ? read_backslash() : read_unicode())) return false;
      } else {
        take_plain();
      }
    }
    return false;
  }

  /// Between the parts of a continued literal are blanks with a line end, and comments.
  void skip_to_continuation() {
    while (at_ < end_) {
      if (is_blank(outer_[at_])) {
        ++at_;
      } else if (outer_.substr(at_).starts_with("--")) {
        at_ = text::find_line_end(outer_, at_);
      } else {
        return;
      }
    }
  }

  void take_plain() {
    const bool joins = !pieces_.empty() && pieces_.back().written.end == at_ &&
                       pieces_.back().size == pieces_.back().written.size() && !last_is_escape_;
    if (!joins) pieces_.push_back({.begin = value_.size(), .written = {at_, at_}});
    ++pieces_.back().size;
    ++pieces_.back().written.end;
    value_ += outer_[at_++];
    last_is_escape_ = false;
  }

  void take_escape(std::size_t bytes, std::string_view meaning) {
    pieces_.push_back({.begin = value_.size(),
                       .size = meaning.size(),
                       .written = {.begin = at_, .end = at_ + bytes}});
    value_ += meaning;
    at_ += bytes;
    last_is_escape_ = true;
  }

  /// Digits of base 8 or 16 from `from` on, at most `most`.
  struct Number {
    char32_t value = 0;
    std::size_t digits = 0;
  };
  [[nodiscard]] Number number_at(std::size_t from, unsigned base, std::size_t most) const {
    Number number;
    while (number.digits < most && from + number.digits < end_) {
      const auto byte = static_cast<unsigned char>(outer_[from + number.digits]);
      if (std::isxdigit(byte) == 0) break;
      const char written = text::lowered(static_cast<char>(byte));
      const unsigned digit =
          static_cast<unsigned>(written) - (is_digit(written) ? unsigned{'0'} : 'a' - 10U);
      if (digit >= base) break;
      number.value = number.value * base + digit;
      ++number.digits;
    }
    return number;
  }

  bool take_code_point(std::size_t prefix, std::size_t digits) {
    const Number number = number_at(at_ + prefix, 16, digits);
    const std::string encoded = text::encode_utf8(number.value);
    if (number.digits != digits || encoded.empty()) return false;
    take_escape(prefix + digits, encoded);
    return true;
  }

  /// `\n`, `\101`, `\x41`, `\u0041`, `\U00000041`, and any other character for itself.
  bool read_backslash() {
    if (at_ + 1 >= end_) return false;
    const char kind = outer_[at_ + 1];
    constexpr std::array<std::pair<char, std::string_view>, 6> controls = {
        {{'b', "\b"}, {'f', "\f"}, {'n', "\n"}, {'r', "\r"}, {'t', "\t"}, {'v', "\v"}}};
    for (const auto& [letter, meaning] : controls) {
      if (kind == letter) return take_escape(2, meaning), true;
    }
    if (kind == 'u') return take_code_point(2, 4);
    if (kind == 'U') return take_code_point(2, 8);
    const Number hex = kind == 'x' ? number_at(at_ + 2, 16, 2) : Number{};
    const Number octal = number_at(at_ + 1, 8, 3);
    if (hex.digits > 0 || octal.digits > 0) {
      const char byte = static_cast<char>(hex.digits > 0 ? hex.value : octal.value);
      take_escape(hex.digits > 0 ? 2 + hex.digits : 1 + octal.digits, std::string(1, byte));
      return true;
    }
    const std::size_t bytes = std::min(text::code_point_bytes(outer_[at_ + 1]), end_ - at_ - 1);
    take_escape(1 + bytes, outer_.substr(at_ + 1, bytes));
    return true;
  }

  /// `\0041`, `\+000041`, `\\`.
  bool read_unicode() {
    if (outer_.substr(at_).starts_with("\\\\")) return take_escape(2, "\\"), true;
    if (outer_.substr(at_).starts_with("\\+")) return take_code_point(2, 6);
    return take_code_point(1, 4);
  }

  std::string_view outer_;
  std::size_t at_;
  std::size_t end_;
  Style style_;
  std::string value_;
  std::vector<EmbeddedText::Piece> pieces_;
  bool last_is_escape_ = false;
};

std::optional<EmbeddedText> read_dollar_quoted(std::string_view outer, text::Range literal) {
  const std::string_view written = outer.substr(literal.begin, literal.size());
  const std::size_t tag = written.find('$', 1) + 1;
  if (tag == 0 || written.size() < 2 * tag || !written.ends_with(written.substr(0, tag))) {
    return std::nullopt;
  }
  const text::Range inside = {.begin = literal.begin + tag, .end = literal.end - tag};
  return EmbeddedText(std::string(outer.substr(inside.begin, inside.size())),
                      {{.begin = 0, .size = inside.size(), .written = inside}});
}

}  // namespace

const EmbeddedText::Piece& EmbeddedText::piece_at(std::size_t offset) const {
  const auto next = std::ranges::upper_bound(pieces_, offset, {}, &Piece::begin);
  return next == pieces_.begin() ? pieces_.front() : *std::prev(next);
}

text::Range EmbeddedText::written(text::Range range) const {
  const auto exact = [](const Piece& piece) { return piece.size == piece.written.size(); };
  const Piece& first = piece_at(range.begin);
  text::Range written;
  written.begin = exact(first) ? first.written.begin + (range.begin - first.begin)
                  : range.begin >= first.begin + first.size ? first.written.end
                                                            : first.written.begin;
  if (range.empty()) return {.begin = written.begin, .end = written.begin};
  const Piece& last = piece_at(range.end - 1);
  written.end = exact(last) ? last.written.begin + (range.end - last.begin) : last.written.end;
  return written;
}

std::optional<EmbeddedText> read_literal(std::string_view outer, text::Range literal) {
  if (literal.empty()) return std::nullopt;
  const std::string_view written = outer.substr(literal.begin, literal.size());
  const auto quoted = [&](std::size_t prefix, Style style) {
    return QuotedReader(outer, {.begin = literal.begin + prefix, .end = literal.end}, style).read();
  };
  if (written[0] == '$') return read_dollar_quoted(outer, literal);
  if (written[0] == '\'') return quoted(0, Style::standard);
  if (written.starts_with("E'") || written.starts_with("e'")) return quoted(1, Style::backslash);
  if (written.starts_with("N'") || written.starts_with("n'")) return quoted(1, Style::standard);
  if (written.starts_with("U&'") || written.starts_with("u&'")) return quoted(2, Style::unicode);
  return std::nullopt;
}

}  // namespace pglint::parse
