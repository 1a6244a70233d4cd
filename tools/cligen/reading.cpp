// Facts about commands that their help does not have as values.
#include <algorithm>

#include "cli/flag/word_lists.h"
#include "pages.h"
#include "rule/rule.h"

namespace pglint::cligen {

std::string_view usage_line(const cli::Outline& outline) {
  constexpr std::string_view label = "Usage: ";
  std::string_view text = outline.help.usage;
  text.remove_prefix(text.find(label) + label.size());
  return text.substr(0, text.find('\n'));
}

Operands operands(const cli::Outline& outline) {
  const std::string_view usage = usage_line(outline);
  if (usage.ends_with("RULE")) return Operands::rule;
  const bool has_paths =
      usage.ends_with("PATH...") || usage.ends_with("FILE") || usage.ends_with("[FILE]");
  return has_paths ? Operands::paths : Operands::none;
}

bool takes_word(const cli::ShownOption& option) {
  return !option.value.empty() && !option.value.starts_with('[');
}

bool takes_path(const cli::ShownOption& option) {
  const std::string_view value = option.value;
  return value == "FILE" || value == "PATH" || value == "PATCH";
}

bool takes_list(const cli::ShownOption& option) { return option.value.ends_with(",..."); }

bool takes_rules(const cli::ShownOption& option) {
  return takes_list(option) && option.words == cli::rule_selectors();
}

bool takes_assignment(const cli::ShownOption& option) {
  return !option.words.empty() && option.words.front().ends_with('=');
}

std::vector<DescribedWord> described_rules() {
  std::vector<DescribedWord> words;
  words.reserve(all_rules().size());
  for (const Rule* rule : all_rules()) {
    words.push_back({.word = rule->id, .meaning = rule->summary});
  }
  return words;
}

std::vector<DescribedWord> described_selectors() {
  std::vector<DescribedWord> words = {{.word = "all", .meaning = "every rule"},
                                      {.word = "default", .meaning = "rules that are on"}};
  for (const GroupInfo& group : all_groups) {
    words.push_back({.word = group.name, .meaning = "a group of rules"});
  }
  const std::vector<DescribedWord> rules = described_rules();
  words.insert(words.end(), rules.begin(), rules.end());
  return words;
}

std::string one_line(std::string_view help) {
  std::string line(help);
  std::ranges::replace(line, '\n', ' ');
  return line;
}

std::string summary(const cli::Outline& outline) {
  const std::string text = one_line(outline.help.usage);
  return text.substr(0, text.find(". "));
}

}  // namespace pglint::cligen
