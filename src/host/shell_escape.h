// Backslashes: what they stand for in `$'…'` and in strings of JSON, and lines that go on.
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

/// The character that `text`, which is not empty, begins with: of bash's `$'…'`, which knows all
/// that JSON and YAML know, and more. A NUL comes out as `unknown`.
[[nodiscard]] ShellEscape read_escape(std::string_view text);

/// The offset behind the line end that the backslash at `at` hides; `at` where it hides none.
[[nodiscard]] std::size_t continued_line(std::string_view text, std::size_t at);

}  // namespace pglint::host
