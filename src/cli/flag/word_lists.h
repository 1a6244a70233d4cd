// Values of options, for shell completion.
#pragma once

#include <string_view>
#include <vector>

namespace pglint::cli {

using Words = std::vector<std::string_view>;

/// The words of an array of `Choice`.
template <const auto& choices>
[[nodiscard]] Words words_of() {
  Words words;
  words.reserve(choices.size());
  for (const auto& choice : choices) words.push_back(choice.word);
  return words;
}

[[nodiscard]] Words format_words();

[[nodiscard]] Words rule_ids();

/// The values of `--select` and `--ignore` except globs: `all`, `default`, groups, ids.
[[nodiscard]] Words rule_selectors();

/// What the values of `--option` begin with: `wide-table.max-columns=`.
[[nodiscard]] Words rule_option_words();

[[nodiscard]] Words preset_words();

/// `auto` and the names of the migration tools.
[[nodiscard]] Words runner_words();

/// `auto`, `none` and the styles of placeholders.
[[nodiscard]] Words placeholder_words();

}  // namespace pglint::cli
