// The help of a command as values, from which the man page and the shell completions are made.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/flag/help.h"

namespace pglint::cli {

struct ShownOption {
  std::string heading;
  std::string short_name;               ///< `o` of `-o`; empty if there is none
  std::string long_name;                ///< `output` of `--output`
  std::string value;                    ///< placeholder for the value; empty for flags
  std::string help;                     ///< lines, broken by hand
  std::vector<std::string_view> words;  ///< all values, if they can be listed
};

struct Outline {
  std::string_view command;  ///< `check`
  Help help;
  std::vector<ShownOption> options;
};

/// Every command with its options, `check` first.
[[nodiscard]] std::vector<Outline> all_outlines();

}  // namespace pglint::cli
