// The line hash by which GitHub code scanning recognizes an alert that moved.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pglint::text {

/// `primaryLocationLineHash` of every line of `text` (valid UTF-8) in order, as in
/// github/codeql-action: a rolling hash of the 100 UTF-16 units from the line's first character on,
/// without spaces and tabs, in hex, then `:` and how often that hash has occurred so far. As there,
/// the last line is empty if the text ends with a line ending.
[[nodiscard]] std::vector<std::string> line_hashes(std::string_view text);

}  // namespace pglint::text
