// Where a long text can be cut, so that it need not be parsed in one piece.
#pragma once

#include <cstddef>
#include <string_view>

#include "parse/tree/token.h"

namespace pglint::parse {

/// Trees take some twenty times the bytes of what they are made from.
inline constexpr std::size_t default_window_bytes = std::size_t{4} << 20U;

/// A guess where a statement ends, `bytes` behind `begin` or less: behind a semicolon that ends its
/// line. It is right if the text up to there parses and its last statement is terminated: in the
/// middle of a string, a comment or a pair of brackets it would not parse. The end of `sql` if that
/// is not twice as far; `begin` where there is no such semicolon.
[[nodiscard]] std::size_t likely_window_end(std::string_view sql, std::size_t begin,
                                            std::size_t bytes);

/// The index behind the last semicolon of `tokens` that ends a statement; 0 if there is none.
[[nodiscard]] std::size_t last_segment_end(const TokenView& tokens);

}  // namespace pglint::parse
