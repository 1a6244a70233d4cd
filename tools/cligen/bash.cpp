// One function without the help of the package bash-completion, for bash 3.2 and newer.
#include <fmt/format.h>

#include "cli/flag/word_lists.h"
#include "pages.h"

namespace pglint::cligen {
namespace {

/// The labels of a `case` that mean this option of this command.
std::string labels(const cli::Outline& outline, const cli::ShownOption& option) {
  std::string text = fmt::format("'{} --{}'", outline.command, option.long_name);
  if (!option.short_name.empty())
    text += fmt::format(" | '{} -{}'", outline.command, option.short_name);
  return text;
}

/// What a value may be: a line of shell that sets `words` or `kind`.
std::string values(const cli::ShownOption& option) {
  if (takes_path(option)) return "kind=path";
  std::string_view kind = takes_list(option) ? "list" : "word";
  if (takes_assignment(option)) kind = "start";
  return fmt::format("kind={} words='{}'", kind, fmt::join(option.words, " "));
}

std::string cases_of_options(Outlines outlines) {
  std::string text;
  for (const cli::Outline& outline : outlines) {
    for (const cli::ShownOption& option : outline.options) {
      if (!takes_word(option)) continue;
      text += fmt::format("    {}) {} ;;\n", labels(outline, option), values(option));
    }
  }
  return text;
}

std::string names_of_options(const cli::Outline& outline) {
  std::string names;
  for (const cli::ShownOption& option : outline.options) {
    if (!names.empty()) names += ' ';
    names += "--" + option.long_name;
  }
  return names;
}

std::string cases_of_commands(Outlines outlines) {
  std::string text;
  for (const cli::Outline& outline : outlines) {
    std::string rest = "kind=path";
    if (operands(outline) == Operands::rule)
      rest = fmt::format("kind=word words='{}'", fmt::join(cli::rule_ids(), " "));
    if (operands(outline) == Operands::none) rest = "kind=word";
    text += fmt::format("    {}) options='{}'\n      {} ;;\n", outline.command,
                        names_of_options(outline), rest);
  }
  return text;
}

constexpr std::string_view script =
    R"(# Completion of pglint for bash; made by pglint_cligen from the definition of the command line.

# What the value of the option $2 of the command $1 may be; kind is empty where the option takes none.
_pglint_value() {{
  kind='' words=''
  case "$1 $2" in
{0}  esac
}}

# What stands where no value of an option is expected.
_pglint_operand() {{
  words=''
  case "$1" in
{1}  esac
}}

_pglint() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}}
  local command=check option='' options='' kind='' words='' prefix='' i IFS=$' \t\n'
  COMPREPLY=()
  if [ "$COMP_CWORD" -gt 1 ]; then
    case "${{COMP_WORDS[1]}}" in {2}) command=${{COMP_WORDS[1]}} ;; esac
  fi
  # readline takes --format=json for three words
  if [ "$current" = = ]; then
    option=$before current=''
  elif [ "$before" = = ] && [ "$COMP_CWORD" -gt 2 ]; then
    option=${{COMP_WORDS[COMP_CWORD - 2]}}
  else
    option=$before
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [ "${{COMP_WORDS[i]}}" = -- ]; then option=--; fi
  done
  _pglint_value "$command" "$option"
  if [ "$option" = -- ]; then
    kind=path
  elif [ -z "$kind" ]; then
    _pglint_operand "$command"
    if [ "$COMP_CWORD" = 1 ]; then words='{3}'; fi
    if [[ $current == -* ]]; then kind=word words=$options; fi
  fi
  if [ "$kind" = list ] && [[ $current == *,* ]]; then
    prefix=${{current%,*}}, current=${{current##*,}}
  fi
  while IFS='' read -r i; do
    COMPREPLY+=("$prefix$i")
  done < <(compgen -W "$words" -- "$current")
  if [ "$kind" = start ]; then compopt -o nospace 2>/dev/null; fi
  if [ "$kind" = path ]; then
    compopt -o filenames 2>/dev/null
    while IFS='' read -r i; do
      COMPREPLY+=("$i")
    done < <(compgen -f -- "$current")
  fi
}}

complete -F _pglint pglint
)";

}  // namespace

std::string bash_completion(Outlines outlines) {
  std::string alternatives;
  std::string words;
  for (const cli::Outline& outline : outlines) {
    alternatives += fmt::format("{}{}", alternatives.empty() ? "" : " | ", outline.command);
    words += fmt::format("{}{}", words.empty() ? "" : " ", outline.command);
  }
  return fmt::format(script, cases_of_options(outlines), cases_of_commands(outlines), alternatives,
                     words);
}

}  // namespace pglint::cligen
