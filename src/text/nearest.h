// "Did you mean": the known word that a mistyped one is nearest to.
#pragma once

#include <span>
#include <string_view>

namespace pglint::text {

/// The candidate with the fewest edits to `word`, the first of several; empty where even that one
/// needs more than a third of `word`'s letters, and one, changed.
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       std::span<const std::string_view> candidates);

}  // namespace pglint::text
