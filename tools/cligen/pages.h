// Texts that are made from the definition of the command line; each is a file to install.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/flag/outline.h"

namespace pglint::cligen {

using Outlines = std::span<const cli::Outline>;

/// The manual page, in the macros of man(7).
[[nodiscard]] std::string man_page(Outlines outlines);

[[nodiscard]] std::string bash_completion(Outlines outlines);
[[nodiscard]] std::string zsh_completion(Outlines outlines);
[[nodiscard]] std::string fish_completion(Outlines outlines);

/// The arguments after the options of a command.
enum class Operands { none, paths, rule };
[[nodiscard]] Operands operands(const cli::Outline& outline);

/// Whether the option takes the next word as its value; `[=REASON]` is in the same word.
[[nodiscard]] bool takes_word(const cli::ShownOption& option);

/// Whether an option's value is the path of a file or a folder.
[[nodiscard]] bool takes_path(const cli::ShownOption& option);

/// Whether an option takes several values with commas between them.
[[nodiscard]] bool takes_list(const cli::ShownOption& option);

/// Whether the values of an option are rules and groups of rules.
[[nodiscard]] bool takes_rules(const cli::ShownOption& option);

/// Whether the values of an option only begin with its words, which end in `=`.
[[nodiscard]] bool takes_assignment(const cli::ShownOption& option);

/// A word and what it means.
struct DescribedWord {
  std::string_view word;
  std::string_view meaning;
};

/// The rules, each with its summary.
[[nodiscard]] std::vector<DescribedWord> described_rules();

/// What selects rules: `all`, `default`, groups and rules.
[[nodiscard]] std::vector<DescribedWord> described_selectors();

/// The help of an option in one line.
[[nodiscard]] std::string one_line(std::string_view help);

/// The first sentence of a command's help.
[[nodiscard]] std::string summary(const cli::Outline& outline);

/// The help's line of usage, without `Usage: `.
[[nodiscard]] std::string_view usage_line(const cli::Outline& outline);

}  // namespace pglint::cligen
