// Separates comments and semicolons from the contents of strings and bodies.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "text/range.h"

namespace pglint::migration {

enum class PieceKind : std::uint8_t {
  end,
  line_comment,   ///< from `--` to the end of its line, exclusive
  block_comment,  ///< `/* … */` with nested ones
  semicolon,      ///< outside of parentheses
  delimiter,      ///< replaces a semicolon, see `Lexer::set_delimiter`
  word,           ///< keyword, identifier or number
  other,          ///< strings, quoted identifiers, dollar-quoted bodies, any other byte
};

struct Piece {
  PieceKind kind = PieceKind::end;
  text::Range range;           ///< bytes of the text
  std::size_t line_begin = 0;  ///< of a line comment: first byte of its line
  bool starts_line = false;    ///< a line comment with only blanks before it on its line
};

/// Steps through a text piece by piece. An unclosed quote counts as any other byte, so it hides
/// nothing.
class Lexer {
 public:
  /// `text` must outlive the lexer. A byte order mark at its start is not part of the first line.
  explicit Lexer(std::string_view text);

  /// The next piece after all blanks; of kind `end` at the end.
  [[nodiscard]] Piece next();

  /// From here on, `delimiter` also separates statements: anywhere outside of strings and comments,
  /// or, for a word or a slash, alone on its line. May contain line breaks; empty for none.
  void set_delimiter(std::string delimiter) { delimiter_ = std::move(delimiter); }

  /// Goes on at byte `offset`, the start of a line.
  void skip_to(std::size_t offset) { at_ = line_begin_ = offset; }

 private:
  [[nodiscard]] bool at_delimiter() const;
  [[nodiscard]] std::size_t end_of_piece(PieceKind& kind);
  [[nodiscard]] std::size_t end_of_quoted(std::size_t open) const;
  [[nodiscard]] std::size_t end_of_dollar(std::size_t open) const;
  [[nodiscard]] std::size_t end_of_block_comment(std::size_t open) const;
  [[nodiscard]] std::size_t closed_or_byte(std::size_t end);

  std::string_view text_;
  std::string delimiter_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  std::size_t parentheses_ = 0;
  std::size_t unclosed_ = 0;  ///< number of pieces without an end
};

/// Whether `text` has at least `count` non-empty statements.
[[nodiscard]] bool has_statements(std::string_view text, std::size_t count);

}  // namespace pglint::migration
