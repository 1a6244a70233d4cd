// A text that was taken out of a file and knows where each of its bytes stands there: command lines
// lose quotes, escapes, indentation and continued lines on their way to the program that reads
// them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/range.h"

namespace pglint::host {

/// Stands in a text for what only the shell or `make` knows: the value of `$x`, what `$(…)` prints.
/// No file that is read has this byte.
inline constexpr char unknown = '\0';

class Excerpt {
 public:
  Excerpt() = default;

  /// Bytes `range` of `content`, as they are.
  Excerpt(std::string_view content, text::Range range) { append(content, range); }

  /// Adds bytes `range` of the file `content`, as they are.
  void append(std::string_view content, text::Range range);

  /// Adds bytes `range` of another excerpt of the same file.
  void append(const Excerpt& other, text::Range range);

  /// Adds what bytes `source` of the file are read as.
  void append_decoded(std::string_view decoded, text::Range source);

  [[nodiscard]] const std::string& text() const { return text_; }

  /// Bytes of the file that bytes `range` of the text were read from; `range` ends in the text.
  [[nodiscard]] text::Range in_file(text::Range range) const;

  /// Bytes `range` of the text.
  [[nodiscard]] Excerpt part(text::Range range) const;

 private:
  /// Bytes of the text up to the next piece. Where they are as many as those of `source`, they are
  /// the same one by one.
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
