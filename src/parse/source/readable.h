// Text that the parser cannot read, or only after a change.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parse/tree/statement.h"
#include "text/encoding.h"

namespace pglint::parse {

/// The parser works on a copy of its input, which must stay below 1 GiB.
inline constexpr std::size_t max_readable_bytes = (std::size_t{1} << 30U) - 16;

/// Why the parser cannot read `content` (a NUL byte, more than `max_bytes`), and where; nothing if
/// it can.
[[nodiscard]] std::optional<ParseProblem> find_unreadable(std::string_view content,
                                                          std::size_t max_bytes);

/// The problem with `content`, which was `repaired`.
[[nodiscard]] ParseProblem encoding_problem(std::string_view content,
                                            const text::RepairedUtf8& repaired);

}  // namespace pglint::parse
