#include "cli/flag/shared_options.h"

#include <string_view>

#include "cli/flag/values.h"

namespace pglint::cli {

Result<const migration::Runner*> parse_runner(const std::string& name) {
  const Words words = runner_words();
  if (std::ranges::count(words, std::string_view(name)) == 0) {
    return not_among({"--runner", name}, words);
  }
  return migration::find_runner(name);
}

ShowText full_help(const Help& help, const Arguments& arguments) {
  return {.text = std::string(help.usage) + arguments.help() + std::string(help.examples),
          .outline = {.command = {}, .help = help, .options = arguments.shown()}};
}

}  // namespace pglint::cli
