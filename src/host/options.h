// Options of PostgreSQL's programs, parsed like getopt_long() does: bundled letters, values in the
// same or the next word, abbreviated long names.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/command.h"
#include "text/range.h"

namespace pglint::host {

struct Option {
  char letter = '\0';         ///< `W` of `-W`; NUL for a long option
  std::string name;           ///< `password` of `--password`, as written; empty for a short one
  std::optional<Word> value;  ///< if given, even if it takes none
  text::Range range;  ///< bytes of the file: the word, and the next one if that is the value
};

/// The names of an option.
struct OptionName {
  char letter = '\0';         ///< NUL if there is only a long name
  std::string_view name;      ///< `password`
  std::string_view shortest;  ///< shortest unique abbreviation: `pa`
};

[[nodiscard]] bool is_option(const Option& option, const OptionName& name);

/// Whether the options of `program` are known, as `read_options` requires.
[[nodiscard]] bool is_postgres_program(std::string_view program);

/// The options of a PostgreSQL program in order, without operands and without anything after `--`.
[[nodiscard]] std::vector<Option> read_options(const Command& command);

}  // namespace pglint::host
