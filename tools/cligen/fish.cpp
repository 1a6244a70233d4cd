#include <fmt/format.h>

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

/// How an option takes its value: `-r` requires one, `-f` offers no files, `-F` does.
std::string kind_of_value(const cli::ShownOption& option) {
  if (!takes_word(option)) return "";
  return takes_path(option) ? " -r -F" : " -x";
}

/// The words for an option's value; empty if none are known.
std::string words_of_value(const cli::ShownOption& option) {
  if (takes_path(option) || option.words.empty()) return "";
  if (takes_rules(option)) return "(__fish_complete_list , __pglint_selectors)";
  const std::string words = fmt::format("{}", fmt::join(option.words, " "));
  if (!takes_list(option)) return words;
  return fmt::format("(__fish_complete_list , \"string split \\' \\' \\'{}\\'\")", words);
}

/// Words are on a line of their own, because fish shows a description with each of its words.
std::string option_line(const cli::Outline& outline, const cli::ShownOption& option) {
  const std::string letter = option.short_name.empty() ? "" : " -s " + option.short_name;
  const std::string start =
      fmt::format("complete -c pglint -n '__pglint_runs {}'{} -l {}{}", outline.command, letter,
                  option.long_name, kind_of_value(option));
  std::string lines = fmt::format("{} -d {}\n", start, quoted(one_line(option.help)));
  if (const std::string words = words_of_value(option); !words.empty()) {
    lines += fmt::format("{} -a '{}'\n", start, words);
  }
  return lines;
}

/// A function that prints words with what they mean.
std::string function_for(std::string_view name, const std::vector<DescribedWord>& words) {
  std::string lines = fmt::format("\nfunction {}\n    printf '%s\\t%s\\n'", name);
  for (const DescribedWord& word : words) {
    lines += fmt::format(" \\\n        {} {}", word.word, quoted(word.meaning));
  }
  return lines + "\nend\n";
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
      return start + "-a '(__pglint_rules)'\n";
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
  return fmt::format(head, names) + function_for("__pglint_rules", described_rules()) +
         function_for("__pglint_selectors", described_selectors()) + "\n" + lines;
}

}  // namespace pglint::cligen
