// SQL in a string literal, with the place of each of its bytes.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/range.h"

namespace pglint::parse {

/// The value of a string literal, mapped to the text around it.
class EmbeddedText {
 public:
  /// Bytes of the value that come from bytes `written` of the outer text: as many, one by one, or a
  /// single piece that is written differently (`''`, `\n`).
  struct Piece {
    std::size_t begin = 0;  ///< in the value
    std::size_t size = 0;
    text::Range written;
  };

  EmbeddedText(std::string text, std::vector<Piece> pieces)
      : text_(std::move(text)), pieces_(std::move(pieces)) {}

  [[nodiscard]] const std::string& text() const { return text_; }

  /// The bytes of the outer text for bytes `range` of the value: whole escapes, from the first to
  /// the last part of the literal that `range` touches.
  [[nodiscard]] text::Range written(text::Range range) const;

 private:
  [[nodiscard]] const Piece& piece_at(std::size_t offset) const;

  std::string text_;
  std::vector<Piece> pieces_;  ///< never empty; ascending, without gaps in the value
};

/// Reads the literal at bytes `literal` of `outer`: `'…'`, `E'…'`, `N'…'`, `U&'…'` with the default
/// escape character, or `$tag$…$tag$`, also continued on further lines. Nothing for other or
/// malformed literals.
[[nodiscard]] std::optional<EmbeddedText> read_literal(std::string_view outer, text::Range literal);

}  // namespace pglint::parse
