// Parses values of options.
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

struct Written {
  std::string_view option;  ///< its name for messages: `--format`, or `format` in a configuration
  std::string_view value;
};

/// An option with several values.
struct WrittenList {
  std::string_view option;
  std::span<const std::string> values;
};

template <class T>
struct Choice {
  std::string_view word;
  T meaning;
};

/// Names the valid words and the one that was probably meant: `meant`, or the nearest.
[[nodiscard]] Error not_among(const Written& written, std::span<const std::string_view> words,
                              std::string_view meant = {});

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

/// The non-empty parts of `text` between commas.
[[nodiscard]] std::vector<std::string> split_at_commas(std::string_view text);

/// A number of threads.
[[nodiscard]] Result<std::size_t> parse_jobs(const Written& written);

/// Bytes: `4096`, `500K`, `10M`, `1G`, in powers of 1024; at most what the parser can take.
[[nodiscard]] Result<std::size_t> parse_file_size(const Written& written);

/// The major version of `15` and `15.4`; minor versions have the same syntax.
[[nodiscard]] Result<int> parse_pg_version(const Written& written);

/// Styles of placeholders: `auto`, `none`, or names of styles, which are then always replaced.
/// Empty is `auto`.
[[nodiscard]] Result<parse::PlaceholderSetting> parse_placeholders(const WrittenList& written);

/// The runner of that name, or null for `auto`.
[[nodiscard]] Result<const migration::Runner*> parse_runner(const Written& written);

[[nodiscard]] Result<std::string> parse_baseline(const Written& written);

/// Options of rules, each written as `RULE.NAME=VALUE`. Does not check that they exist.
[[nodiscard]] Result<std::vector<OptionValue>> parse_rule_options(
    std::span<const std::string> written);

}  // namespace pglint::cli
