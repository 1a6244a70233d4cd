// Edits of tokens, for the fixes of rules. A fix changes tokens only and never prints a tree, so
// comments, layout and the case of everything else stay.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/tree/token.h"
#include "rule/finding.h"

namespace pglint {

/// `keywords` in capitals if `written`, code beside them, has letters and all are capitals; else in
/// lower case.
[[nodiscard]] std::string in_case_of(std::string_view written, std::string_view keywords);

/// Takes items out of a list in brackets, each with its comma. `open` is the token that opens the
/// list; `is_out` is asked with the first token of each item and the one after its last. Nothing if
/// no item is taken or none would be left.
[[nodiscard]] std::vector<Edit> without_items(
    const parse::TokenView& tokens, std::size_t open,
    const std::function<bool(std::size_t first, std::size_t end)>& is_out);

}  // namespace pglint
