// PostgreSQL's table-level lock modes, and what they keep others from doing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pglint::locks {

/// Weakest first; "Explicit Locking" in PostgreSQL's manual.
enum class Mode : std::uint8_t {
  access_share,            ///< SELECT
  row_share,               ///< SELECT … FOR UPDATE
  row_exclusive,           ///< INSERT, UPDATE, DELETE, MERGE
  share_update_exclusive,  ///< VACUUM, CREATE INDEX CONCURRENTLY
  share,                   ///< CREATE INDEX
  share_row_exclusive,     ///< ADD FOREIGN KEY, CREATE TRIGGER
  exclusive,               ///< REFRESH MATERIALIZED VIEW CONCURRENTLY
  access_exclusive,        ///< most of ALTER TABLE, DROP, TRUNCATE
};
inline constexpr std::size_t mode_count = 8;

/// As PostgreSQL writes it: `SHARE ROW EXCLUSIVE`.
[[nodiscard]] std::string_view name_of(Mode mode);

/// Whether a session has to wait for `wanted` while another one holds `held`.
[[nodiscard]] constexpr bool conflicts(Mode wanted, Mode held) {
  // Bit n: conflicts with the mode of number n. The table of "Conflicting Lock Modes".
  constexpr std::array<unsigned, mode_count> conflicting = {
      0b1000'0000, 0b1100'0000, 0b1111'0000, 0b1111'1000,
      0b1110'1100, 0b1111'1100, 0b1111'1110, 0b1111'1111,
  };
  return (conflicting[static_cast<std::size_t>(wanted)] >> static_cast<unsigned>(held) & 1U) != 0;
}

[[nodiscard]] constexpr bool blocks_reads(Mode mode) { return conflicts(Mode::access_share, mode); }
[[nodiscard]] constexpr bool blocks_writes(Mode mode) {
  return conflicts(Mode::row_exclusive, mode);
}

/// What of a table waits: `reads and writes`, `writes`; empty if neither does.
[[nodiscard]] std::string_view what_waits(Mode mode);

}  // namespace pglint::locks
