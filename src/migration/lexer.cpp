#include "migration/lexer.h"

#include <algorithm>
#include <array>

#include "migration/words.h"
#include "text/line/index.h"
#include "text/utf8.h"

namespace pglint::migration {
namespace {

/// Searching for a missing end reads the rest of the text, so it is done at most so often.
constexpr std::size_t most_unclosed = 16;

constexpr std::array<bool, 256> word_parts = [] {
  std::array<bool, 256> are_parts = {};
  for (std::size_t byte = 0; byte < are_parts.size(); ++byte) {
    const char letter = static_cast<char>(byte);
    are_parts[byte] =
        is_letter(letter) || is_digit(letter) || letter == '_' || letter == '$' || byte >= 0x80;
  }
  return are_parts;
}();

bool is_word_part(char byte) { return word_parts[static_cast<unsigned char>(byte)]; }

}  // namespace

Lexer::Lexer(std::string_view text) : text_(text) {
  if (text.starts_with(text::utf8_bom)) at_ = line_begin_ = text::utf8_bom.size();
}

Piece Lexer::next() {
  while (at_ < text_.size()) {
    if (!delimiter_.empty() && at_delimiter()) {
      Piece piece = {.kind = PieceKind::delimiter,
                     .range = {.begin = at_, .end = at_ + delimiter_.size()},
                     .line_begin = line_begin_};
      at_ = piece.range.end;
      if (const std::size_t line = delimiter_.rfind('\n'); line != std::string::npos) {
        line_begin_ = piece.range.begin + line + 1;
      }
      return piece;
    }
    if (!is_blank(text_[at_])) break;
    if (is_line_break(text_[at_])) line_begin_ = at_ + 1;
    ++at_;
  }
  if (at_ == text_.size()) return {.range = {.begin = at_, .end = at_}, .line_begin = line_begin_};

  Piece piece = {.range = {.begin = at_}, .line_begin = line_begin_};
  piece.range.end = end_of_piece(piece.kind);
  if (piece.kind == PieceKind::line_comment) {
    const std::string_view before = text_.substr(line_begin_, at_ - line_begin_);
    piece.starts_line = std::ranges::all_of(before, is_blank);
  } else if (piece.kind != PieceKind::word && piece.range.size() > 1) {
    const std::string_view text = text_.substr(at_, piece.range.size());
    const std::size_t line_break = text.find_last_of("\r\n");
    if (line_break != std::string_view::npos) line_begin_ = at_ + line_break + 1;
  }
  at_ = piece.range.end;
  return piece;
}

bool Lexer::at_delimiter() const {
  if (!text_.substr(at_).starts_with(delimiter_)) return false;
  const bool is_word = std::ranges::all_of(delimiter_, is_letter) || delimiter_ == "/";
  if (!is_word) return true;
  const std::size_t end = at_ + delimiter_.size();
  const std::string_view before = text_.substr(line_begin_, at_ - line_begin_);
  const std::string_view after = text_.substr(end, text::find_line_end(text_, end) - end);
  return std::ranges::all_of(before, is_blank) && std::ranges::all_of(after, is_blank);
}

/// The offset after the piece at `at_`; also sets its kind.
std::size_t Lexer::end_of_piece(PieceKind& kind) {
  const std::string_view rest = text_.substr(at_);
  if (rest.starts_with("--")) {
    kind = PieceKind::line_comment;
    return text::find_line_end(text_, at_);
  }
  if (rest.starts_with("/*")) {
    const std::size_t end = closed_or_byte(end_of_block_comment(at_));
    kind = end > at_ + 1 ? PieceKind::block_comment : PieceKind::other;
    return end;
  }
  kind = PieceKind::other;
  switch (rest[0]) {
    case '\'':
    case '"':
      return closed_or_byte(end_of_quoted(at_));
    case '$':
      return closed_or_byte(end_of_dollar(at_));
    case '(':
      ++parentheses_;
      return at_ + 1;
    case ')':
      if (parentheses_ > 0) --parentheses_;
      return at_ + 1;
    case ';':
      if (parentheses_ == 0) kind = PieceKind::semicolon;
      return at_ + 1;
    default:
      break;
  }
  if (!is_word_part(rest[0])) return at_ + 1;
  kind = PieceKind::word;
  std::size_t end = at_;
  while (end < text_.size() && is_word_part(text_[end])) ++end;
  return end;
}

/// `end`, or the offset after the byte at `at_` if there is no end.
std::size_t Lexer::closed_or_byte(std::size_t end) {
  if (end != std::string_view::npos) return end;
  ++unclosed_;
  return at_ + 1;
}

std::size_t Lexer::end_of_quoted(std::size_t open) const {
  if (unclosed_ >= most_unclosed) return std::string_view::npos;
  const char quote = text_[open];
  const bool has_prefix = open > 0 && (text_[open - 1] == 'e' || text_[open - 1] == 'E') &&
                          (open == 1 || !is_word_part(text_[open - 2]));
  const bool escapes = quote == '\'' && has_prefix;
  for (std::size_t at = open + 1; at < text_.size(); ++at) {
    if (text_[at] == quote) return at + 1;  // a doubled quote starts the next piece
    if (escapes && text_[at] == '\\') ++at;
  }
  return std::string_view::npos;
}

std::size_t Lexer::end_of_dollar(std::size_t open) const {
  std::size_t end = open + 1;
  while (end < text_.size() && text_[end] != '$' && is_word_part(text_[end])) ++end;
  const bool is_tag = end < text_.size() && text_[end] == '$' && !is_digit(text_[open + 1]);
  if (!is_tag) return open + 1;
  if (unclosed_ >= most_unclosed) return std::string_view::npos;
  const std::string_view tag = text_.substr(open, end + 1 - open);
  const std::size_t close = text_.find(tag, end + 1);
  return close == std::string_view::npos ? close : close + tag.size();
}

std::size_t Lexer::end_of_block_comment(std::size_t open) const {
  if (unclosed_ >= most_unclosed) return std::string_view::npos;
  std::size_t depth = 0;
  for (std::size_t at = open; at < text_.size();) {
    const std::string_view rest = text_.substr(at);
    const bool opens = rest.starts_with("/*");
    const bool closes = rest.starts_with("*/");
    at += opens || closes ? 2 : 1;
    if (opens) ++depth;
    if (closes && --depth == 0) return at;
  }
  return std::string_view::npos;
}

bool has_statements(std::string_view text, std::size_t count) {
  Lexer lexer(text);
  bool in_statement = false;
  for (Piece piece = lexer.next(); count > 0; piece = lexer.next()) {
    switch (piece.kind) {
      case PieceKind::end:
        return false;
      case PieceKind::line_comment:
      case PieceKind::block_comment:
        break;
      case PieceKind::semicolon:
      case PieceKind::delimiter:
        in_statement = false;
        break;
      case PieceKind::word:
      case PieceKind::other:
        if (!in_statement) --count;
        in_statement = true;
        break;
    }
  }
  return true;
}

}  // namespace pglint::migration
