// Just enough of SQL to tell comments and semicolons from what strings and bodies hold.
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
  block_comment,  ///< `/* … */` with what is nested in it
  semicolon,      ///< one that is outside of parentheses
  delimiter,      ///< what stands for a semicolon, see `Lexer::set_delimiter`
  word,           ///< keyword, identifier or number
  other,          ///< strings, quoted identifiers, dollar-quoted bodies, any other byte
};

struct Piece {
  PieceKind kind = PieceKind::end;
  text::Range range;           ///< bytes of the text
  std::size_t line_begin = 0;  ///< of a line comment: first byte of its line
  bool starts_line = false;    ///< a line comment with only blanks in front of it in its line
};

/// Steps through a text piece by piece. A quote that is never closed is one byte like any other, so
/// that it hides nothing.
class Lexer {
 public:
  /// `text` must outlive the lexer. A byte order mark at its start is no part of the first line.
  explicit Lexer(std::string_view text);

  /// The next piece, behind all blanks; of kind `end` at the end.
  [[nodiscard]] Piece next();

  /// From here on `delimiter` separates statements, too: anywhere outside of strings and comments,
  /// or, for a word or a slash, alone on its line. May hold line breaks; empty for none.
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
  std::size_t unclosed_ = 0;  ///< how many pieces were found to have no end
};

/// True where `text` holds at least `count` statements; empty ones do not count.
[[nodiscard]] bool has_statements(std::string_view text, std::size_t count);

}  // namespace pglint::migration
