// The exec form of a command: `["psql", "-h", "db"]`, a list of strings with JSON's escapes.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "host/command.h"
#include "host/excerpt.h"
#include "text/range.h"

namespace pglint::host {

/// The strings in `text` if it is a list of strings.
[[nodiscard]] std::optional<std::vector<Word>> read_json_words(const Excerpt& text);

/// The value of a double-quoted string with the escapes of JSON and YAML; bytes `range` of `text`
/// include its quotes.
[[nodiscard]] Word read_double_quoted(const Excerpt& text, text::Range range);

/// The offset after the double-quoted string at `range.begin`; the end of the range if it is not
/// closed.
[[nodiscard]] std::size_t skip_double_quoted(std::string_view text, text::Range range);

}  // namespace pglint::host
