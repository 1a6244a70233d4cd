#include <fmt/format.h>

#include "pages.h"

namespace pglint::cligen {
namespace {

/// A text inside of single quotes, where `_arguments` gives these characters a meaning.
std::string escaped(std::string_view text) {
  std::string zsh;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') zsh += '\\';
    if (c == '\'') {
      zsh += "'\\''";
    } else {
      zsh += c;
    }
  }
  return zsh;
}

/// The action of `_arguments` that completes a value.
std::string action(const cli::ShownOption& option) {
  if (takes_path(option)) return "_files";
  if (option.words.empty()) return " ";  // something, and nothing is known about it
  const std::string words = fmt::format("{}", fmt::join(option.words, " "));
  if (takes_rules(option)) return "_sequence _pglint_selectors";
  if (takes_list(option)) return fmt::format("_sequence compadd - {}", words);
  if (takes_assignment(option)) return fmt::format("compadd -S \"\" - {}", words);
  return fmt::format("({})", words);
}

/// The specs of an option: one for each of its names.
std::string specs(const cli::ShownOption& option) {
  const std::string help = fmt::format("[{}]", escaped(one_line(option.help)));
  const std::string value =
      !takes_word(option) ? "" : fmt::format(":{}:{}", escaped(option.value), action(option));
  std::string text =
      fmt::format("        '*--{}{}{}{}'", option.long_name, value.empty() ? "" : "=", help, value);
  if (!option.short_name.empty()) {
    text += fmt::format(" \\\n        '*-{}{}{}'", option.short_name, help, value);
  }
  return text;
}

std::string operand_spec(const cli::Outline& outline) {
  switch (operands(outline)) {
    case Operands::none:
      return "";
    case Operands::paths:
      return " \\\n        '*:path:_files'";
    case Operands::rule:
      return " \\\n        '1:rule:_pglint_rules'";
  }
  return "";
}

/// A function that offers words with what they mean; its arguments go to compadd.
std::string function_for(std::string_view name, const std::vector<DescribedWord>& words) {
  std::string lines = fmt::format("{}() {{\n  local -a words_with_meaning=(\n", name);
  for (const DescribedWord& word : words) {
    lines += fmt::format("    '{}:{}'\n", word.word, escaped(word.meaning));
  }
  return lines + "  )\n  _describe -t rules rule words_with_meaning \"$@\"\n}\n\n";
}

std::string command_case(const cli::Outline& outline) {
  std::string text = fmt::format("    {})\n      _arguments -s -S", outline.command);
  for (const cli::ShownOption& option : outline.options) text += " \\\n" + specs(option);
  return text + operand_spec(outline) + "\n      ;;\n";
}

constexpr std::string_view script = R"(#compdef pglint
# Completion of pglint for zsh; made by pglint_cligen from the definition of the command line.

{3}_pglint() {{
  local command=check
  local -a commands=(
{0}  )
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _describe -t commands command commands
  fi
  if (( CURRENT > 2 )) && [[ $words[2] == ({1}) ]]; then
    command=$words[2]
    shift words
    (( CURRENT-- ))
  fi
  case $command in
{2}  esac
}}

if [ "$funcstack[1]" = _pglint ]; then
  _pglint "$@"
else
  compdef _pglint pglint
fi
)";

}  // namespace

std::string zsh_completion(Outlines outlines) {
  std::string descriptions;
  std::string alternatives;
  std::string cases;
  for (const cli::Outline& outline : outlines) {
    descriptions += fmt::format("    '{}:{}'\n", outline.command, escaped(summary(outline)));
    alternatives += fmt::format("{}{}", alternatives.empty() ? "" : "|", outline.command);
    cases += command_case(outline);
  }
  const std::string functions = function_for("_pglint_rules", described_rules()) +
                                function_for("_pglint_selectors", described_selectors());
  return fmt::format(script, descriptions, alternatives, cases, functions);
}

}  // namespace pglint::cligen
