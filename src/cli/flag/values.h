// Values of options: from the word that was written to what it means.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migration/runner.h"
#include "parse/source/placeholder.h"
#include "rule/settings.h"
#include "text/result.h"

namespace pglint::cli {

/// An option's value as it was written.
struct Written {
  std::string_view option;  ///< as it is to be named: `--format`, and `format` of a configuration
  std::string_view value;
};

/// The same of an option that takes several.
struct WrittenList {
  std::string_view option;
  std::span<const std::string> values;
};

/// A word that an option takes, and what it means.
template <class T>
struct Choice {
  std::string_view word;
  T meaning;
};

/// Says which words there are and which one may have been meant.
[[nodiscard]] Error not_among(const Written& written, std::span<const std::string_view> words);

/// What `written` means among `choices`, an array of `Choice`.
template <class Choices>
[[nodiscard]] auto choose(const Written& written, const Choices& choices)
    -> Result<decltype(choices[0].meaning)> {
  std::vector<std::string_view> words;
  for (const auto& choice : choices) {
    if (choice.word == written.value) return choice.meaning;
    words.push_back(choice.word);
  }
  return not_among(written, words);
}

/// A whole number, 0 or more.
[[nodiscard]] Result<std::size_t> parse_count(const Written& written);

/// What stands between the commas of `text`; nothing for what is empty.
[[nodiscard]] std::vector<std::string> split_at_commas(std::string_view text);

/// A number of threads.
[[nodiscard]] Result<std::size_t> parse_jobs(const Written& written);

/// Bytes: `4096`, `500K`, `10M`, `1G`, in powers of 1024; at most what the parser can take.
[[nodiscard]] Result<std::size_t> parse_file_size(const Written& written);

/// The major version of `15` and `15.4`: what differs between minor versions is no syntax.
[[nodiscard]] Result<int> parse_pg_version(const Written& written);

/// Styles of placeholders: `auto`, `none`, or names of styles, which are then replaced always.
/// Nothing written is `auto`.
[[nodiscard]] Result<parse::PlaceholderSetting> parse_placeholders(const WrittenList& written);

/// The runner of that name, or null for `auto`.
[[nodiscard]] Result<const migration::Runner*> parse_runner(const Written& written);

/// The file of a baseline.
[[nodiscard]] Result<std::string> parse_baseline(const Written& written);

/// Options of rules, each written as `RULE.NAME=VALUE`. Whether there are such options is not
/// looked at.
[[nodiscard]] Result<std::vector<OptionValue>> parse_rule_options(
    std::span<const std::string> written);

}  // namespace pglint::cli
