#include <fmt/format.h>

#include "cli/flag/word_lists.h"
#include "pages.h"

namespace pglint::cligen {
namespace {

std::string quoted(std::string_view text) {
  std::string fish = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') fish += '\\';
    fish += c;
  }
  return fish + "'";
}

/// Completion of an option's value: `-r` requires one, `-f` offers no files, `-F` does.
std::string value(const cli::ShownOption& option) {
  if (!takes_word(option)) return "";
  if (takes_path(option)) return " -r -F";
  if (option.words.empty()) return " -x";
  const std::string words = fmt::format("{}", fmt::join(option.words, " "));
  if (!takes_list(option)) return fmt::format(" -x -a '{}'", words);
  return fmt::format(" -x -a '(__fish_complete_list , \"string split \\' \\' \\'{}\\'\")'", words);
}

std::string option_line(const cli::Outline& outline, const cli::ShownOption& option) {
  const std::string letter = option.short_name.empty() ? "" : " -s " + option.short_name;
  return fmt::format("complete -c pglint -n '__pglint_runs {}'{} -l {}{} -d {}\n", outline.command,
                     letter, option.long_name, value(option), quoted(one_line(option.help)));
}

std::string operand_line(const cli::Outline& outline) {
  const std::string start =
      fmt::format("complete -c pglint -n '__pglint_runs {}' ", outline.command);
  switch (operands(outline)) {
    case Operands::none:
      return "";
    case Operands::paths:
      return start + "-F\n";
    case Operands::rule:
      return fmt::format("{}-a '{}'\n", start, fmt::join(cli::rule_ids(), " "));
  }
  return "";
}

constexpr std::string_view head =
    R"(# Completion of pglint for fish; made by pglint_cligen from the definition of the command line.

# Whether the command line runs this command; without one it is check.
function __pglint_runs
    set -l command check
    set -l words (commandline -opc)
    if contains -- "$words[2]" {}
        set command $words[2]
    end
    test $command = $argv[1]
end

complete -c pglint -f
)";

}  // namespace

std::string fish_completion(Outlines outlines) {
  std::string names;
  std::string lines;
  for (const cli::Outline& outline : outlines) {
    names += fmt::format("{}{}", names.empty() ? "" : " ", outline.command);
    lines +=
        fmt::format("complete -c pglint -n 'test (count (commandline -opc)) -eq 1' -a {} -d {}\n",
                    outline.command, quoted(summary(outline)));
  }
  for (const cli::Outline& outline : outlines) {
    for (const cli::ShownOption& option : outline.options) lines += option_line(outline, option);
    lines += operand_line(outline);
  }
  return fmt::format(head, names) + lines;
}

}  // namespace pglint::cligen
