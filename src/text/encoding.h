// Files that are not UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pglint::text {

enum class Encoding : std::uint8_t { utf8, utf16_le, utf16_be };

/// The encoding that the byte order mark of `bytes` indicates; UTF-8 without one.
[[nodiscard]] Encoding encoding_of(std::string_view bytes);

/// `bytes` as UTF-8. With a byte order mark of UTF-16, they are decoded without the mark, and half
/// code points become U+FFFD; all else is unchanged.
[[nodiscard]] std::string to_utf8(std::string bytes);

/// A text with an underscore for each byte of invalid UTF-8, which like the intended character can
/// be part of a name, a string or a comment.
struct RepairedUtf8 {
  std::string text;
  std::size_t first = 0;  ///< offset of the first replaced byte
  std::size_t count = 0;  ///< number of replaced bytes
};

/// Nothing if `bytes` are valid UTF-8.
[[nodiscard]] std::optional<RepairedUtf8> repair_utf8(std::string_view bytes);

}  // namespace pglint::text
