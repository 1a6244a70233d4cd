// Time zones that PostgreSQL reads as POSIX specifications, in which west is positive.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pglint::parse {

/// The form of an offset, which decides how its sign is read.
enum class OffsetSpelling : std::uint8_t {
  number,  ///< `+04`, `-7`: SET reads it as a number of hours, with east positive
  clock,   ///< `+04:00`
  named,   ///< `UTC+4`, `GMT-3:30`
};

struct PosixOffset {
  OffsetSpelling spelling = OffsetSpelling::number;
  int seconds_west = 0;  ///< as POSIX reads the sign; negative for east
};

/// `zone` as an offset. Nothing for anything else, such as a name of the time zone database or a
/// full POSIX specification (`EST5EDT`, `<+03>-3`).
[[nodiscard]] std::optional<PosixOffset> posix_offset(std::string_view zone);

/// `4 hours`, `5 hours 30 minutes`, without the direction.
[[nodiscard]] std::string in_words(const PosixOffset& offset);

}  // namespace pglint::parse
