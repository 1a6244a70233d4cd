// Rejected command lines, and the option or command at fault.
#pragma once

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "cli/flag/options.h"

namespace pglint::cli {

/// The option or command that the error of `pglint WORDS…` names first. The exact messages are
/// tested by fixtures/cli.
[[nodiscard]] inline std::string blamed(const std::vector<std::string>& words) {
  const auto command = parse_command_line(words);
  REQUIRE_FALSE(command.ok());
  const std::string& error = command.error().message;
  const std::size_t begin = error.find('`') + 1;
  // The option without its value.
  const char* const end = error[begin] == '-' ? "` =" : "`";
  return error.substr(begin, error.find_first_of(end, begin) - begin);
}

}  // namespace pglint::cli
