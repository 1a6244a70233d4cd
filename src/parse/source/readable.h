// What the parser cannot be given at all, and what it can be given after a change.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parse/tree/statement.h"
#include "text/encoding.h"

namespace pglint::parse {

/// The parser works on a copy of its input, which must stay below 1 GiB.
inline constexpr std::size_t max_readable_bytes = (std::size_t{1} << 30U) - 16;

/// Why `content` is nothing for the parser (a NUL byte, more than `max_bytes`), and where; nothing
/// if it can be read.
[[nodiscard]] std::optional<ParseProblem> find_unreadable(std::string_view content,
                                                          std::size_t max_bytes);

/// What was wrong with `content`, which was `repaired`.
[[nodiscard]] ParseProblem encoding_problem(std::string_view content,
                                            const text::RepairedUtf8& repaired);

}  // namespace pglint::parse
