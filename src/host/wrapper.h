// Programs that run another program: `sudo -u postgres psql`, `docker exec -it db psql`.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "host/command.h"

namespace pglint::host {

/// The syntax of a wrapper.
struct Wrapper {
  std::string_view program;
  std::string_view subcommand = {};        ///< `exec` of `docker exec`; empty if there is none
  std::string_view short_with_value = {};  ///< letters of options with a value
  bool long_take_values = false;           ///< so do options `--like-this` except `long_exceptions`
  std::span<const std::string_view> long_exceptions = {};
  std::size_t operands = 0;   ///< between options and command, such as a container's name
  bool reads_script = false;  ///< a command of one word is a script for a shell
  char environment = '\0';    ///< the option with a NAME=value
};

/// The wrapper that a command, given without its assignments, calls; or null.
[[nodiscard]] const Wrapper* find_wrapper(std::span<const Word> words);

/// The words that `wrapper` runs, and the NAME=value before them.
struct Wrapped {
  std::span<const Word> words;
  std::vector<Word> assignments;
};
[[nodiscard]] Wrapped unwrap(const Wrapper& wrapper, std::span<const Word> words);

/// The name of the program in `word`, without folders: `psql` of `/usr/bin/psql`.
[[nodiscard]] std::string_view program_name(std::string_view word);

}  // namespace pglint::host
