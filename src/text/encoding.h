// Files that are not UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pglint::text {

enum class Encoding : std::uint8_t { utf8, utf16_le, utf16_be };

/// What the byte order mark at the start of `bytes` says; UTF-8 where there is none.
[[nodiscard]] Encoding encoding_of(std::string_view bytes);

/// `bytes` as UTF-8: what begins with a byte order mark of UTF-16 is decoded, the mark left out and
/// half a code point made U+FFFD; everything else stays as it is.
[[nodiscard]] std::string to_utf8(std::string bytes);

/// A text with an underscore for each byte that was not a part of valid UTF-8: it can be a part of
/// a name, a string or a comment as the character could that was meant.
struct RepairedUtf8 {
  std::string text;
  std::size_t first = 0;  ///< offset of the first byte that was replaced
  std::size_t count = 0;  ///< how many were
};

/// Nothing where `bytes` are valid UTF-8.
[[nodiscard]] std::optional<RepairedUtf8> repair_utf8(std::string_view bytes);

}  // namespace pglint::text
