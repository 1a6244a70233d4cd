// Backslashes: escapes in `$'…'` and in JSON strings, and continued lines.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pglint::host {

/// One character of a string, and the bytes that it is written with.
struct ShellEscape {
  std::string value;
  std::size_t size = 1;
};

/// The character that `text`, which is not empty, begins with in bash's `$'…'`, which has all
/// escapes of JSON and YAML. A NUL becomes `unknown`.
[[nodiscard]] ShellEscape read_escape(std::string_view text);

/// The offset after the line end that the backslash at `at` escapes; `at` if it does not.
[[nodiscard]] std::size_t continued_line(std::string_view text, std::size_t at);

}  // namespace pglint::host
