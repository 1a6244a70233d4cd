#include "cli/flag/values.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "cli/flag/word_lists.h"
#include "text/nearest.h"

namespace pglint::cli {
namespace {

constexpr std::size_t most_jobs = 1000;

/// A whole number without sign, or nothing.
std::optional<std::size_t> number(std::string_view digits) {
  std::size_t value = 0;
  const char* const last = digits.data() + digits.size();
  const auto [end, error] = std::from_chars(digits.data(), last, value);
  if (error != std::errc() || end != last) return std::nullopt;
  return value;
}

}  // namespace

std::vector<std::string> split_at_commas(std::string_view text) {
  std::vector<std::string> items;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    if (end > begin) items.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return items;
}

Error not_among(const Written& written, std::span<const std::string_view> words,
                std::string_view meant) {
  const std::string_view near = meant.empty() ? text::nearest(written.value, words) : meant;
  const std::string hint = near.empty() ? "" : fmt::format("; did you mean `{}`?", near);
  return Error{fmt::format("`{}` takes {}, not `{}`{}", written.option, fmt::join(words, ", "),
                           written.value, hint)};
}

Result<std::size_t> parse_count(const Written& written) {
  if (const auto count = number(written.value)) return *count;
  return Error{fmt::format("`{}` takes a whole number, not `{}`", written.option, written.value)};
}

Result<std::size_t> parse_jobs(const Written& written) {
  const auto jobs = number(written.value);
  if (jobs && *jobs >= 1 && *jobs <= most_jobs) return *jobs;
  return Error{fmt::format("`{}` takes a number from 1 to {}, not `{}`", written.option, most_jobs,
                           written.value)};
}

Result<std::size_t> parse_file_size(const Written& written) {
  constexpr std::string_view units = "KMG";
  const std::string_view value = written.value;
  const std::size_t unit = value.empty() ? units.npos : units.find(value.back());
  const bool has_unit = unit != std::string_view::npos;
  const auto count = number(value.substr(0, value.size() - (has_unit ? 1 : 0)));
  const std::size_t shift = has_unit ? 10 * (unit + 1) : 0;
  constexpr std::size_t gibibyte = std::size_t{1} << 30U;
  if (count && *count >= 1 && *count <= gibibyte >> shift) {
    return std::min(*count << shift, parse::max_readable_bytes);
  }
  return Error{
      fmt::format("`{}` takes 1 to 1G, such as 500K or 10M, not `{}`", written.option, value)};
}

Result<int> parse_pg_version(const Written& written) {
  const std::size_t dot = written.value.find('.');
  const auto major = number(written.value.substr(0, dot));
  const bool has_minor = dot != std::string_view::npos;
  const bool is_version = major && (!has_minor || number(written.value.substr(dot + 1)));
  if (is_version && *major >= oldest_pg_version && *major <= newest_pg_version) {
    return static_cast<int>(*major);
  }
  return Error{fmt::format("`{}` takes {} to {}, such as 15 or 15.4, not `{}`", written.option,
                           oldest_pg_version, newest_pg_version, written.value)};
}

Result<parse::PlaceholderSetting> parse_placeholders(const WrittenList& written) {
  if (written.values.empty()) return parse::PlaceholderSetting();
  const Words words = placeholder_words();
  parse::PlaceholderSetting setting = {.mode = parse::PlaceholderMode::always, .styles = {}};
  for (const std::string& word : written.values) {
    if (std::ranges::find(words, word) == words.end()) {
      return not_among({written.option, word}, words);
    }
    const bool is_alone = written.values.size() == 1;
    if (!is_alone && (word == "auto" || word == "none")) {
      return Error{
          fmt::format("`{} {}` cannot be combined with other styles", written.option, word)};
    }
    if (word == "auto") return parse::PlaceholderSetting();
    for (const auto& style : parse::placeholder_styles) {
      if (style.name == word) setting.styles.add(style.style);
    }
  }
  return setting;
}

Result<const migration::Runner*> parse_runner(const Written& written) {
  const Words words = runner_words();
  if (std::ranges::count(words, written.value) == 0) return not_among(written, words);
  return migration::find_runner(written.value);
}

Result<std::string> parse_baseline(const Written& written) {
  if (written.value.empty()) return Error{"the name of the baseline file is empty"};
  if (written.value != "-") return std::string(written.value);
  return Error{"a baseline must be a file, not standard input or output"};
}

Result<std::vector<OptionValue>> parse_rule_options(std::span<const std::string> written) {
  std::vector<OptionValue> options;
  for (const std::string& option : written) {
    const std::size_t equals = std::min(option.find('='), option.size());
    const std::size_t dot = std::min(option.find('.'), option.size());
    if (dot >= equals || equals == option.size()) {
      return Error{fmt::format(
          "`--option` takes RULE.NAME=VALUE, such as name-pattern.tables='^[a-z_]+$', not `{}`",
          option)};
    }
    options.push_back({.rule = option.substr(0, dot),
                       .option = option.substr(dot + 1, equals - dot - 1),
                       .value = option.substr(equals + 1)});
  }
  return options;
}

}  // namespace pglint::cli
