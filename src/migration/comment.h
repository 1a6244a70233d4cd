// Comments on lines of their own, in which migration tools look for markers.
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "migration/lexer.h"
#include "text/range.h"

namespace pglint::migration {

/// `-- …` with only blanks before it on its line.
struct Comment {
  std::string_view text;       ///< from the first hyphen, without blanks at its end
  text::Range range;           ///< bytes of the file, up to the end of the line
  std::size_t line_begin = 0;  ///< first byte of the line
  bool at_margin = false;      ///< no blank before it

  /// The text after the hyphens and blanks.
  [[nodiscard]] std::string_view words() const;
};

/// `piece` of `text` as a comment; nothing if it is not one or does not start its line.
[[nodiscard]] std::optional<Comment> comment_of(std::string_view text, const Piece& piece);

/// Calls `visit` with every such comment of `text` that is outside of strings and bodies.
template <std::invocable<const Comment&> Visit>
void each_comment(std::string_view text, Visit visit) {
  Lexer lexer(text);
  for (Piece piece = lexer.next(); piece.kind != PieceKind::end; piece = lexer.next()) {
    if (const auto comment = comment_of(text, piece)) visit(*comment);
  }
}

/// The first such comment of `text` that `matches`.
[[nodiscard]] std::optional<Comment> find_comment(std::string_view text,
                                                  bool (*matches)(const Comment& comment));

/// The start of a file, where the markers of its migration tool are.
struct Head {
  std::string_view text;
  std::vector<Comment> comments;  ///< those on lines of their own
};

/// `text`, which must outlive the result, with its comments.
[[nodiscard]] Head head_of(std::string_view text);

/// `text` with every line that looks like such a comment, even in strings and bodies. Only costs a
/// search for hyphens.
[[nodiscard]] Head possible_head_of(std::string_view text);

/// A comment that identifies the migration tool of a file.
struct Marker {
  std::string_view text;  ///< without blanks around it
  std::size_t line = 0;   ///< 1-based
};

/// The first comment of `head` that `matches`.
[[nodiscard]] std::optional<Marker> find_marker(const Head& head,
                                                bool (*matches)(const Comment& comment));

/// The 1-based number of the line with byte `offset`.
[[nodiscard]] std::size_t line_number(std::string_view text, std::size_t offset);

}  // namespace pglint::migration
