// Splits a long text into windows to parse.
#pragma once

#include <cstddef>
#include <string_view>

#include "parse/tree/token.h"

namespace pglint::parse {

/// Trees take about twenty times the size of their text.
inline constexpr std::size_t default_window_bytes = std::size_t{4} << 20U;

/// Guesses the end of a statement at most `bytes` after `begin`: after a semicolon that ends its
/// line. The guess is right if the text up to there parses and its last statement is terminated,
/// which is impossible inside a string, a comment or brackets. The end of `sql` if that is less
/// than twice as far; `begin` if there is no such semicolon.
[[nodiscard]] std::size_t likely_window_end(std::string_view sql, std::size_t begin,
                                            std::size_t bytes);

/// The index after the last semicolon of `tokens` that ends a statement; 0 if there is none.
[[nodiscard]] std::size_t last_segment_end(const TokenView& tokens);

}  // namespace pglint::parse
