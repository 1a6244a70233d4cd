// Programs that run another one: `sudo -u postgres psql`, `docker exec -it db psql`.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "host/command.h"

namespace pglint::host {

/// How to get from a wrapper to what it runs.
struct Wrapper {
  std::string_view program;
  std::string_view subcommand = {};        ///< `exec` of `docker exec`; empty where there is none
  std::string_view short_with_value = {};  ///< letters of options that a value follows
  bool long_take_values = false;           ///< options `--like-this` do, but for `long_exceptions`
  std::span<const std::string_view> long_exceptions = {};
  std::size_t operands = 0;   ///< between the options and the command, as a container's name
  bool reads_script = false;  ///< what it runs is one string for a shell where it is one word
  char environment = '\0';    ///< the option that a NAME=value follows
};

/// The wrapper that the words behind the assignments of a command call, or null.
[[nodiscard]] const Wrapper* find_wrapper(std::span<const Word> words);

/// The words that `wrapper`, which `words` call, runs, and the NAME=value in front of them.
struct Wrapped {
  std::span<const Word> words;
  std::vector<Word> assignments;
};
[[nodiscard]] Wrapped unwrap(const Wrapper& wrapper, std::span<const Word> words);

/// The name of the program that `word` calls, without folders: `psql` of `/usr/bin/psql`.
[[nodiscard]] std::string_view program_name(std::string_view word);

}  // namespace pglint::host
