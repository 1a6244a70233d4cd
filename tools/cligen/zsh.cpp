#include <fmt/format.h>

#include "cli/flag/word_lists.h"
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
  if (takes_list(option))
    return fmt::format("_sequence compadd - {}", fmt::join(option.words, " "));
  return fmt::format("({})", fmt::join(option.words, " "));
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
      return fmt::format(" \\\n        '1:rule:({})'", fmt::join(cli::rule_ids(), " "));
  }
  return "";
}

std::string command_case(const cli::Outline& outline) {
  std::string text = fmt::format("    {})\n      _arguments -s -S", outline.command);
  for (const cli::ShownOption& option : outline.options) text += " \\\n" + specs(option);
  return text + operand_spec(outline) + "\n      ;;\n";
}

constexpr std::string_view script = R"(#compdef pglint
# Completion of pglint for zsh; made by pglint_cligen from the definition of the command line.

_pglint() {{
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
  return fmt::format(script, descriptions, alternatives, cases);
}

}  // namespace pglint::cligen
