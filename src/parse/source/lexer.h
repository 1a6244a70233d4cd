// A light lexer that separates code from strings, quoted identifiers, dollar-quoted bodies and
// comments, several times faster than PostgreSQL's scanner and without its errors.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "text/ascii.h"
#include "text/range.h"

namespace pglint::parse {

enum class LexemeKind : std::uint8_t {
  word,               ///< keyword or unquoted identifier
  quoted_identifier,  ///< also the quotes of U&"x"
  string,             ///< from quote to quote, with all continuations; also `E'x'`
  dollar_string,      ///< from tag to tag
  number,             ///< also `$1`
  comment,
  symbol,  ///< any other byte but blanks
};

struct Lexeme {
  text::Range range;
  LexemeKind kind = LexemeKind::symbol;
};

using ByteSet = std::array<bool, 256>;

struct ByteClasses {
  ByteSet word_start = {};
  ByteSet word_part = {};
  ByteSet psql = {};       ///< begins a quoted part or a comment, or has a meaning for psql
  ByteSet templates = {};  ///< begins a quoted part or a comment, or may begin a placeholder
};
extern const ByteClasses byte_classes;

[[nodiscard]] inline bool is_word_start(char byte) {
  return byte_classes.word_start[static_cast<unsigned char>(byte)];
}
[[nodiscard]] inline bool is_word_part(char byte) {
  return byte_classes.word_part[static_cast<unsigned char>(byte)];
}
[[nodiscard]] constexpr bool is_line_end(char byte) { return byte == '\n' || byte == '\r'; }
using text::is_blank;
using text::is_digit;

/// Splits `sql` into lexemes where PostgreSQL's scanner would; text that it rejects ends somewhere
/// sensible. The bytes may change between calls, but not their number, and not before `offset()`.
class Lexer {
 public:
  explicit Lexer(std::string_view sql) : sql_(sql) {}

  [[nodiscard]] std::size_t offset() const { return at_; }

  /// Whether backslashes escape in strings without a prefix, as with
  /// `standard_conforming_strings = off`. They do not at first.
  void set_backslash_escapes(bool on) { backslash_escapes_ = on; }

  /// Continues at `offset`, where a lexeme must begin.
  void move_to(std::size_t offset) { at_ = last_end_ = offset; }

  /// Continues at the same place of a copy of the text.
  void move_to_copy(std::string_view sql) { sql_ = sql; }

  /// The next lexeme after blanks; nothing at the end.
  [[nodiscard]] std::optional<Lexeme> next();

  /// Skips everything up to a byte of `stops`, as fast as possible. The set must include all bytes
  /// that begin quotes and comments.
  void skip_to(const ByteSet& stops);

 private:
  [[nodiscard]] LexemeKind lex();
  void skip_word();
  void skip_string(std::size_t quote);
  void skip_quoted_identifier();
  [[nodiscard]] LexemeKind lex_dollar();
  void skip_block_comment();
  [[nodiscard]] bool has_escape_prefix() const;
  [[nodiscard]] bool has_unicode_prefix(std::size_t quote) const;
  [[nodiscard]] bool is_inside_word() const;
  [[nodiscard]] std::optional<std::size_t> find_continuation(std::size_t from) const;
  [[nodiscard]] bool starts_with(std::string_view text) const {
    return sql_.substr(at_).starts_with(text);
  }

  std::string_view sql_;
  std::size_t at_ = 0;
  std::size_t last_end_ = 0;  ///< end of the last lexeme, a lower limit for the next begin
  bool backslash_escapes_ = false;
};

/// All lexemes of `sql` except comments.
[[nodiscard]] std::vector<Lexeme> lex_code(std::string_view sql);

}  // namespace pglint::parse
