// "Did you mean": the known word that a mistyped one is nearest to.
#pragma once

#include <span>
#include <string_view>

namespace pglint::text {

/// The only candidate that begins with `word-` or ends in `-word`, else the first with the fewest
/// edits to `word`, at most a third of its letters and one, else the only one that begins with
/// `word`. Edits ignore case. Empty if there is none.
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       std::span<const std::string_view> candidates);

}  // namespace pglint::text
