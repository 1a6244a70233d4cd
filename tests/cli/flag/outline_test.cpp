#include "cli/flag/outline.h"

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "cli/flag/options.h"

namespace pglint::cli {
namespace {

TEST_CASE("outline: contains every command with its options") {
  std::vector<std::string_view> commands;
  for (const Outline& outline : all_outlines()) {
    commands.push_back(outline.command);
    CHECK(outline.options.back().long_name == "help");
    CHECK(outline.options.back().short_name == "h");
    CHECK(outline.help.usage.find("\nUsage: pglint ") != std::string_view::npos);
  }
  CHECK(commands.front() == "check");
}

// Shell completions offer exactly the options that the program accepts.
TEST_CASE("outline: the words of an option are its values") {
  for (const Outline& outline : all_outlines()) {
    for (const ShownOption& option : outline.options) {
      const std::string name = "--" + option.long_name;
      CAPTURE(outline.command, name);
      const auto run = [&](std::string_view word) {
        std::vector<std::string> words = {std::string(outline.command), name, std::string(word)};
        if (outline.command != "rules") words.emplace_back("money-type");  // a path or a rule
        return parse_command_line(words);
      };
      for (const std::string_view word : option.words) {
        CAPTURE(word);
        CHECK(run(word).ok());
      }
      if (option.words.empty() || option.value == "NAME,...") continue;
      if (option.words.front().ends_with('=')) continue;  // what values begin with
      const auto wrong = run("~");
      REQUIRE_FALSE(wrong.ok());
      CHECK(wrong.error().message ==
            fmt::format("`{}` takes {}, not `~`", name, fmt::join(option.words, ", ")));
    }
  }
}

}  // namespace
}  // namespace pglint::cli
