// The line hash by which GitHub code scanning recognises an alert that moved.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pglint::text {

/// `primaryLocationLineHash` of every line of `text` (valid UTF-8), first line first, as
/// github/codeql-action computes it: a rolling hash of the 100 UTF-16 units from the line's first
/// character on, spaces and tabs left out, in hex, then `:` and how often that hash came up so far.
/// The last line is empty where the text ends with a line ending, as it is there.
[[nodiscard]] std::vector<std::string> line_hashes(std::string_view text);

}  // namespace pglint::text
