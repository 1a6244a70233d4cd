#include "parse/source/lexer.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/line/index.h"
#include "text/utf8.h"

namespace pglint::parse {
namespace {

constexpr std::string_view quoting = "'\"$-/";

constexpr void add(std::string_view bytes, ByteSet& set) {
  for (const char byte : bytes) set[static_cast<unsigned char>(byte)] = true;
}

constexpr ByteClasses make_byte_classes() {
  ByteClasses classes;
  for (std::size_t value = 0; value < 256; ++value) {
    const auto byte = static_cast<char>(value);
    classes.word_start[value] = text::is_letter(byte) || byte == '_' || value >= 0x80;
    classes.word_part[value] = classes.word_start[value] || is_digit(byte) || byte == '$';
  }
  add(quoting, classes.psql);
  add("\\:[];", classes.psql);
  classes.psql[static_cast<unsigned char>(text::utf8_bom[0])] = true;
  add(quoting, classes.templates);
  add("{@#%<&[?", classes.templates);
  return classes;
}

}  // namespace

constexpr ByteClasses byte_classes = make_byte_classes();

std::optional<Lexeme> Lexer::next() {
  while (at_ < sql_.size() && is_blank(sql_[at_])) ++at_;
  if (at_ >= sql_.size()) return std::nullopt;
  const std::size_t begin = at_;
  const LexemeKind kind = lex();
  last_end_ = at_;
  return Lexeme{.range = {.begin = begin, .end = at_}, .kind = kind};
}

void Lexer::skip_to(const ByteSet& stops) {
  while (at_ < sql_.size() && !stops[static_cast<unsigned char>(sql_[at_])]) ++at_;
}

/// Steps over the lexeme at `at_`.
LexemeKind Lexer::lex() {
  const char byte = sql_[at_];
  if (is_word_start(byte)) {
    skip_word();
    const bool is_prefix = at_ < sql_.size() && sql_[at_] == '\'' && has_escape_prefix();
    if (!is_prefix) return LexemeKind::word;
    skip_string(at_);
    return LexemeKind::string;
  }
  if (is_digit(byte)) {
    while (at_ < sql_.size() && is_word_part(sql_[at_]) && sql_[at_] != '$') ++at_;
    return LexemeKind::number;
  }
  if (byte == '\'') {
    skip_string(at_);
    return LexemeKind::string;
  }
  if (byte == '"') {
    skip_quoted_identifier();
    return LexemeKind::quoted_identifier;
  }
  if (byte == '$') return lex_dollar();
  if (starts_with("--")) {
    at_ = text::find_line_end(sql_, at_);
    return LexemeKind::comment;
  }
  if (starts_with("/*")) {
    skip_block_comment();
    return LexemeKind::comment;
  }
  ++at_;
  return LexemeKind::symbol;
}

void Lexer::skip_word() {
  while (at_ < sql_.size() && is_word_part(sql_[at_])) ++at_;
}

/// Whether the word before `at_` is `E`, which `skip_to` may have passed.
bool Lexer::has_escape_prefix() const {
  if (at_ == last_end_ || (sql_[at_ - 1] != 'e' && sql_[at_ - 1] != 'E')) return false;
  return at_ - 1 == last_end_ || !is_word_part(sql_[at_ - 2]);
}

/// Whether the quote at `quote` follows `U&`, whose backslashes never escape a quote.
bool Lexer::has_unicode_prefix(std::size_t quote) const {
  return quote >= 2 && sql_[quote - 1] == '&' && text::lowered(sql_[quote - 2]) == 'u';
}

/// `quote` is the offset of the opening quote. A string may continue after a line end and keeps its
/// kind: `E'a'⏎'\''` is one.
void Lexer::skip_string(std::size_t quote) {
  const bool has_escapes =
      has_escape_prefix() || (backslash_escapes_ && !has_unicode_prefix(quote));
  for (std::optional<std::size_t> piece = quote; piece; piece = find_continuation(at_)) {
    for (at_ = *piece + 1; at_ < sql_.size(); ++at_) {
      if (sql_[at_] == '\\' && has_escapes) {
        ++at_;
      } else if (sql_[at_] == '\'') {
        const bool doubled = at_ + 1 < sql_.size() && sql_[at_ + 1] == '\'';
        if (!doubled) break;
        ++at_;
      }
    }
    at_ = std::min(at_ + 1, sql_.size());
  }
}

/// The offset of the quote that continues a string which ended before `from`: only blanks, at least
/// one line end, and whole-line comments are between.
std::optional<std::size_t> Lexer::find_continuation(std::size_t from) const {
  bool has_line_end = false;
  for (std::size_t at = from; at < sql_.size();) {
    if (is_blank(sql_[at])) {
      has_line_end = has_line_end || is_line_end(sql_[at]);
      ++at;
    } else if (sql_[at] == '\'' && has_line_end) {
      return at;
    } else if (sql_.substr(at).starts_with("--")) {
      at = text::find_line_end(sql_, at);
    } else {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

void Lexer::skip_quoted_identifier() {
  for (++at_; at_ < sql_.size(); ++at_) {
    if (sql_[at_] != '"') continue;
    const bool doubled = at_ + 1 < sql_.size() && sql_[at_ + 1] == '"';
    if (!doubled) break;
    ++at_;
  }
  at_ = std::min(at_ + 1, sql_.size());
}

/// `$1`, a string from `$tag$` to the next `$tag$`, a part of a word, or a lone `$`.
LexemeKind Lexer::lex_dollar() {
  if (is_inside_word()) {
    skip_word();
    return LexemeKind::word;
  }
  std::size_t end = at_ + 1;
  if (end < sql_.size() && is_digit(sql_[end])) {
    while (end < sql_.size() && is_digit(sql_[end])) ++end;
    at_ = end;
    return LexemeKind::number;
  }
  while (end < sql_.size() && sql_[end] != '$' && is_word_part(sql_[end])) ++end;
  if (end == sql_.size() || sql_[end] != '$') {
    ++at_;
    return LexemeKind::symbol;
  }
  const std::string_view tag = sql_.substr(at_, end + 1 - at_);
  const std::size_t close = sql_.find(tag, end + 1);
  at_ = close == std::string_view::npos ? sql_.size() : close + tag.size();
  return LexemeKind::dollar_string;
}

/// Whether `skip_to` stopped at the `$` of `a$b`.
bool Lexer::is_inside_word() const {
  std::size_t begin = at_;
  while (begin > last_end_ && is_word_part(sql_[begin - 1])) --begin;
  while (begin < at_ && is_digit(sql_[begin])) ++begin;  // a number ends before a `$`
  return begin < at_;
}

void Lexer::skip_block_comment() {
  int depth = 0;
  do {
    const bool opens = starts_with("/*");
    const bool closes = starts_with("*/");
    depth += opens ? 1 : closes ? -1 : 0;
    at_ += opens || closes ? 2 : 1;
  } while (depth > 0 && at_ < sql_.size());
}

std::vector<Lexeme> lex_code(std::string_view sql) {
  std::vector<Lexeme> lexemes;
  Lexer lexer(sql);
  while (const auto lexeme = lexer.next()) {
    if (lexeme->kind != LexemeKind::comment) lexemes.push_back(*lexeme);
  }
  return lexemes;
}

}  // namespace pglint::parse
