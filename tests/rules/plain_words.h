// How pglint speaks, as far as a machine can tell: see "Words" in docs/adding-a-rule.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pglint::tests {

/// `text` with each span in backticks replaced by "`…`", so that names do not count.
[[nodiscard]] std::string without_names(std::string_view text);

/// Expressions in `text` that a reader stumbles over; names and code in backticks do not count.
[[nodiscard]] std::vector<std::string> odd_words(std::string_view text);

/// What is wrong with the words of a message: too long, an odd beginning, odd words.
[[nodiscard]] std::vector<std::string> faults_of_message(std::string_view message);

/// The same of a line of help.
[[nodiscard]] std::vector<std::string> faults_of_help(std::string_view help);

}  // namespace pglint::tests
