// The options on a command line of PostgreSQL's programs, as getopt_long() reads them: bundled
// letters, values in the same or the next word, long names cut short.
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
  std::optional<Word> value;  ///< where it takes one and has it, or has one and takes none
  text::Range range;  ///< bytes of the file: the word, and the next one if that is the value
};

/// What an option is called.
struct OptionName {
  char letter = '\0';         ///< NUL where there is only a long one
  std::string_view name;      ///< `password`
  std::string_view shortest;  ///< the least of it that no other option begins with: `pa`
};

[[nodiscard]] bool is_option(const Option& option, const OptionName& name);

/// Whether the options of `program` are known; `read_options` is for these only.
[[nodiscard]] bool is_postgres_program(std::string_view program);

/// The options of a PostgreSQL program, in order; operands are left out, and so is all behind `--`.
[[nodiscard]] std::vector<Option> read_options(const Command& command);

}  // namespace pglint::host
