// psql's meta-commands: their extent and their effect on the SQL around them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/range.h"

namespace pglint::parse {

enum class PsqlEffect : std::uint8_t {
  none,
  sends,      ///< sends the current statement to the server, like a semicolon
  forgets,    ///< discards the current statement
  reads_data  ///< the lines after it are COPY data
};

struct PsqlCommand {
  /// From the backslash to the end of the line, to the next command on the line, or after the `\\`
  /// that separates it from what follows.
  text::Range range;
  std::string_view name;       ///< without the backslash
  std::string_view arguments;  ///< as written, with blanks around them
  PsqlEffect effect = PsqlEffect::none;
};

/// The command whose backslash is at `at`. Backslashes in quoted arguments are data; the arguments
/// of `\!`, `\copy` and a few others are the whole line.
[[nodiscard]] PsqlCommand read_psql_command(std::string_view sql, std::size_t at);

}  // namespace pglint::parse
