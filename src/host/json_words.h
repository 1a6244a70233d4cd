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

/// The strings of the list that `text` is; nothing where it is something else.
[[nodiscard]] std::optional<std::vector<Word>> read_json_words(const Excerpt& text);

/// The word that a string in double quotes is, with the escapes of JSON and YAML; bytes `range` of
/// `text` hold its quotes.
[[nodiscard]] Word read_double_quoted(const Excerpt& text, text::Range range);

/// Offset behind the string in double quotes at `range.begin`; the end of the range where it has
/// none.
[[nodiscard]] std::size_t skip_double_quoted(std::string_view text, text::Range range);

}  // namespace pglint::host
