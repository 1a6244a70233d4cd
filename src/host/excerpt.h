// A text extracted from a file that knows where each of its bytes is there: command lines lose
// quotes, escapes, indentation and continuation marks on the way to their program.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/range.h"

namespace pglint::host {

/// Replaces what only the shell or `make` knows: the value of `$x`, the output of `$(…)`. No file
/// contains this byte.
inline constexpr char unknown = '\0';

class Excerpt {
 public:
  Excerpt() = default;

  /// Bytes `range` of `content`, unchanged.
  Excerpt(std::string_view content, text::Range range) { append(content, range); }

  /// Appends bytes `range` of the file `content`, unchanged.
  void append(std::string_view content, text::Range range);

  /// Appends bytes `range` of another excerpt of the same file.
  void append(const Excerpt& other, text::Range range);

  /// Appends `decoded`, the value of bytes `source` of the file.
  void append_decoded(std::string_view decoded, text::Range source);

  [[nodiscard]] const std::string& text() const { return text_; }

  /// The bytes of the file that bytes `range` of the text come from; `range` must end in the text.
  [[nodiscard]] text::Range in_file(text::Range range) const;

  /// Bytes `range` of the text.
  [[nodiscard]] Excerpt part(text::Range range) const;

 private:
  /// Bytes of the text up to the next piece. If there are as many as in `source`, they correspond
  /// one by one.
  struct Piece {
    std::size_t at = 0;
    text::Range source;
  };
  [[nodiscard]] std::size_t piece_at(std::size_t offset) const;
  [[nodiscard]] std::size_t size_of(std::size_t piece) const;
  [[nodiscard]] text::Range source_of(std::size_t piece, text::Range range) const;

  std::string text_;
  std::vector<Piece> pieces_;
};

}  // namespace pglint::host
