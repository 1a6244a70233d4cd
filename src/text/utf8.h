// UTF-8 as PostgreSQL sees it: validation, and stepping over code points.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pglint::text {

inline constexpr std::string_view utf8_bom = "\xEF\xBB\xBF";

/// A code point and its number of bytes, 0 for invalid UTF-8.
struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 0;
};

/// `bytes` must not be empty.
[[nodiscard]] CodePoint first_code_point(std::string_view bytes);

/// `value` as UTF-8; empty for a surrogate or a value above U+10FFFF.
[[nodiscard]] std::string encode_utf8(char32_t value);

/// Byte offset of the first byte that is not part of valid UTF-8, or nothing.
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view bytes);

/// Bytes of the code point whose first byte is `lead`; 1 for a byte that starts none.
[[nodiscard]] constexpr std::size_t code_point_bytes(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0xC0) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

/// Whether it is the second or a later byte of a code point.
[[nodiscard]] constexpr bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Byte offset of code point number `count` (0-based); `bytes.size()` past the end.
/// PostgreSQL counts error positions in code points.
[[nodiscard]] std::size_t offset_of_code_point(std::string_view bytes, std::size_t count);

/// Number of code points in `bytes`.
[[nodiscard]] std::size_t count_code_points(std::string_view bytes);

/// Number of UTF-16 code units that `bytes` takes.
[[nodiscard]] std::size_t count_utf16_units(std::string_view bytes);

/// Terminal cells that `bytes` takes: 2 for wide East Asian characters and most emoji,
/// 0 for combining marks and control characters, by the Unicode tables of utf8proc.
[[nodiscard]] std::size_t display_width(std::string_view bytes);

}  // namespace pglint::text
