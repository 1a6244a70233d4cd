// What the help of a command says, as values: the man page and the shells' completions are made
// from it.
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
  std::string value;                    ///< what stands for the value; empty for flags
  std::string help;                     ///< lines, broken by hand
  std::vector<std::string_view> words;  ///< the values there are, if they can be listed
};

struct Outline {
  std::string_view command;  ///< `check`
  Help help;
  std::vector<ShownOption> options;
};

/// Every command with its options, `check` first.
[[nodiscard]] std::vector<Outline> all_outlines();

}  // namespace pglint::cli
