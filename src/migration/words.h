// Letters, words and settings, as migration tools read them.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "text/trimmed.h"

namespace pglint::migration {

[[nodiscard]] constexpr bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
[[nodiscard]] constexpr bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}
[[nodiscard]] constexpr bool is_line_break(char byte) { return byte == '\n' || byte == '\r'; }
[[nodiscard]] constexpr bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\v' || byte == '\f' || is_line_break(byte);
}

using text::trimmed;

/// Whether both are equal, ignoring the case of ASCII letters.
[[nodiscard]] bool same_word(std::string_view a, std::string_view b);

/// Whether `text` contains `word`, which is in lower case, ignoring case; also within a word.
[[nodiscard]] bool mentions(std::string_view text, std::string_view word);

/// The rest of `text` after `prefix`, ignoring case; nothing if it begins otherwise.
[[nodiscard]] std::optional<std::string_view> behind_word(std::string_view text,
                                                          std::string_view prefix);

/// The first word of `text`, up to a blank; removes it and the blanks after it from `text`.
[[nodiscard]] std::string_view take_word(std::string_view& text);

/// The value of the word `key:value` of `text`, ignoring the case of `key`; nothing if there is
/// none.
[[nodiscard]] std::optional<std::string_view> attribute(std::string_view text,
                                                        std::string_view key);

/// The value of the line `key = value` of a settings file, without quotes; empty if there is none.
/// Comments begin with `#`.
[[nodiscard]] std::string_view setting(std::string_view content, std::string_view key);

}  // namespace pglint::migration
