// Command lines that are refused, and for what.
#pragma once

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "cli/flag/options.h"

namespace pglint::cli {

/// Which option or command `pglint WORDS…` is refused for: what its error names first. How errors
/// are worded is kept in fixtures/cli.
[[nodiscard]] inline std::string blamed(const std::vector<std::string>& words) {
  const auto command = parse_command_line(words);
  REQUIRE_FALSE(command.ok());
  const std::string& error = command.error().message;
  const std::size_t begin = error.find('`') + 1;
  // An option without the value that it was given.
  const char* const end = error[begin] == '-' ? "` =" : "`";
  return error.substr(begin, error.find_first_of(end, begin) - begin);
}

}  // namespace pglint::cli
