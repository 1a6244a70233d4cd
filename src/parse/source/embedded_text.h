// SQL that is written inside of a string literal, and where each of its bytes stands.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/range.h"

namespace pglint::parse {

/// The value of a string literal of another text, with the way back to that text.
class EmbeddedText {
 public:
  /// Bytes of the value that come from bytes `written` of the other text: as many, byte by byte,
  /// or a single piece that is written in another way (`''`, `\n`).
  struct Piece {
    std::size_t begin = 0;  ///< in the value
    std::size_t size = 0;
    text::Range written;
  };

  EmbeddedText(std::string text, std::vector<Piece> pieces)
      : text_(std::move(text)), pieces_(std::move(pieces)) {}

  [[nodiscard]] const std::string& text() const { return text_; }

  /// Where bytes `range` of the value are written in the other text: whole escapes, and from the
  /// first to the last of the literal's parts that `range` touches.
  [[nodiscard]] text::Range written(text::Range range) const;

 private:
  [[nodiscard]] const Piece& piece_at(std::size_t offset) const;

  std::string text_;
  std::vector<Piece> pieces_;  ///< never empty; rising, without gaps in the value
};

/// Reads the literal at bytes `literal` of `outer`: `'…'`, `E'…'`, `N'…'`, `U&'…'` with the usual
/// escape character, `$tag$…$tag$`, also with continuations on further lines. Nothing where it is
/// none of these or not well-formed.
[[nodiscard]] std::optional<EmbeddedText> read_literal(std::string_view outer, text::Range literal);

}  // namespace pglint::parse
