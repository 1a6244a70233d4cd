// Time zones given as text that PostgreSQL reads as POSIX specifications, where west is positive.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pglint::parse {

/// How an offset is written, which decides who reads its sign which way.
enum class OffsetSpelling : std::uint8_t {
  number,  ///< `+04`, `-7`: SET takes it as a number of hours, east positive
  clock,   ///< `+04:00`
  named,   ///< `UTC+4`, `GMT-3:30`
};

/// An offset that is meant as one: not a name of the time zone database, not a whole POSIX
/// specification such as `EST5EDT` or `<+03>-3`.
struct PosixOffset {
  OffsetSpelling spelling = OffsetSpelling::number;
  int seconds_west = 0;  ///< negative for east: how the POSIX rule reads it
};

/// Reads `zone`; nothing where it is something else than an offset, or no time zone at all.
[[nodiscard]] std::optional<PosixOffset> posix_offset(std::string_view zone);

/// `4 hours`, `5 hours 30 minutes`, whatever the direction.
[[nodiscard]] std::string in_words(const PosixOffset& offset);

}  // namespace pglint::parse
