// Positional arguments are CLI11's "extras": its lists would parse `[a]` as a list.
#include "cli/flag/arguments.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/flag/typed_key.h"
#include "cli/flag/values.h"
#include "text/nearest.h"

namespace pglint::cli {
namespace {

std::vector<std::string> split_all(const std::vector<std::string>& values) {
  std::vector<std::string> parts;
  for (const std::string& value : values) {
    std::ranges::move(split_at_commas(value), std::back_inserter(parts));
  }
  return parts;
}

/// Options of other linters, and the equivalent here: an option, or another command.
struct ForeignOption {
  std::string_view name;
  std::string_view ours;
};
constexpr std::array<ForeignOption, 34> foreign_options = {
    {{"-V", "--version"},
     {"-v", "--version"},
     {"-f", "--format"},
     {"-c", "--config"},
     {"-e", "--ignore"},
     {"-r", "--select"},
     {"--add-noqa", "--add-ignore"},
     {"--changed", "--since"},
     {"--diagnostic-level", "--min-severity"},
     {"--disable", "--ignore"},
     {"--enable", "--select"},
     {"--exclude-rules", "--ignore"},
     {"--exit-zero", "--fail-on never"},
     {"--explain", "pglint explain"},
     {"--extend-exclude", "--exclude"},
     {"--extend-select", "--select default,RULE"},
     {"--ignore-path", "--exclude"},
     {"--init", "pglint init"},
     {"--level", "--min-severity"},
     {"--list-rules", "pglint rules"},
     {"--max-warnings", "--fail-on"},
     {"--no-color", "--color never"},
     {"--no-ignore", "--no-gitignore"},
     {"--output-format", "--format"},
     {"--output-file", "--output"},
     {"--print-config", "pglint config --show"},
     {"--reporter", "--format"},
     {"--rule", "--select"},
     {"--rules", "--select"},
     {"--show-files", "pglint files"},
     {"--show-settings", "pglint config --show"},
     {"--stdin-filepath", "--stdin-filename"},
     {"--unsafe-fixes", "--unsafe"},
     {"--write", "--fix"}}};

/// Options of other linters without an equivalent, and why there is none.
constexpr std::array<ForeignOption, 10> absent_options = {
    {{"--show-fixes", "the report shows how to fix each finding"},
     {"--watch", "pglint runs once"},
     {"-w", "pglint runs once"},
     {"--cache", "pglint does not need a cache"},
     {"--no-cache", "pglint does not have a cache"},
     {"--dialect", "pglint checks SQL for PostgreSQL only; `--pg-version` sets the oldest server"},
     {"--stdin", "the path `-` is standard input"},
     {"--verbose", "`pglint files` and `pglint config --show` say what is read, and why"},
     {"--assume-in-transaction", "`--migration-tool` says which tool begins the transaction"},
     {"--ext", "`pglint .` lints *.sql, *.psql, *.pgsql and *.ddl; other files have to be named"}}};

/// `-o,--output` in its parts, without their dashes.
struct Names {
  std::string_view letter;  ///< empty if there is none
  std::string_view name;
};
Names names_of(std::string_view names) {
  const std::size_t comma = names.find(',');
  if (comma == std::string_view::npos) return {.letter = {}, .name = names.substr(2)};
  return {.letter = names.substr(1, comma - 1), .name = names.substr(comma + 3)};
}

/// What a command with the options `names` has in place of another linter's `option`; else empty.
std::string_view equivalent_of(std::string_view option,
                               const std::vector<std::string_view>& names) {
  const auto* const foreign = std::ranges::find(foreign_options, option, &ForeignOption::name);
  if (foreign == foreign_options.end()) return {};
  const std::string_view ours = foreign->ours;
  if (!ours.starts_with("--")) return ours;
  return std::ranges::count(names, names_of(ours.substr(0, ours.find(' '))).name) > 0
             ? ours
             : std::string_view();
}

/// A list takes commas if its placeholder in the help ends in `,...`.
Takes takes_of(const TypedKey& typed) {
  if (typed.key.kind == config::KeyKind::flag) return Takes::flag;
  if (!is_list(typed.key.kind)) return Takes::text;
  return typed.value.ends_with(",...") ? Takes::list : Takes::repeated;
}

/// A validator: empty, or why `value` is wrong. CLI11 would also read `5`, `no` and `+`.
std::string is_truth_value(const std::string& value) {
  return value == "true" || value == "false" ? "" : "not true or false";
}

CLI::Option* add_to(CLI::App& app, const std::string& names, Takes takes) {
  switch (takes) {
    case Takes::optional_text:
      // A flag: an option would consume the next word.
      return app.add_flag(names + "{}");
    case Takes::flag:
      return app.add_flag(names)->check(is_truth_value);
    case Takes::text:
    case Takes::list:
    case Takes::repeated:
      return app.add_option(names)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }
  return nullptr;
}

std::vector<std::string> values_of(const CLI::Option& given, Takes takes) {
  if (takes == Takes::flag) return {given.as<bool>() ? "true" : "false"};
  return takes == Takes::list ? split_all(given.results()) : given.results();
}

}  // namespace

void Arguments::add(const Option& option, Takes takes, std::function<void(const Values&)> set) {
  known_.push_back({.option = option, .heading = heading_, .takes = takes, .set = std::move(set)});
}

void Arguments::keys(std::initializer_list<std::string_view> names) {
  std::error_code error;
  const std::string here = std::filesystem::current_path(error).string();
  for (const std::string_view name : names) {
    const TypedKey& typed = typed_key(name);
    const std::string flag = fmt::format("--{}", name);
    const std::string letter = typed.letter == '\0' ? "" : fmt::format("-{},", typed.letter);
    add({.names = letter + flag,
         .value = std::string(typed.value),
         .help = std::string(typed.help),
         .words = typed.words},
        takes_of(typed), [this, name, flag, here](const Values& values) {
          given_.values.insert_or_assign(
              std::string(name), config::Value{.items = values, .place = flag, .folder = here});
        });
  }
}

void Arguments::text(const Option& option, std::string& target) {
  add(option, Takes::text, [&target](const Values& values) { target = values.back(); });
}

void Arguments::text(const Option& option, std::optional<std::string>& target) {
  add(option, Takes::text, [&target](const Values& values) { target = values.back(); });
}

void Arguments::optional_text(const Option& option, std::optional<std::string>& target) {
  add(option, Takes::optional_text, [&target](const Values& values) { target = values.back(); });
}

void Arguments::flag(const Option& option, bool& target) {
  add(option, Takes::flag, [&target](const Values& values) { target = values.back() == "true"; });
}

void Arguments::repeated(const Option& option, std::vector<std::string>& target) {
  add(option, Takes::repeated, [&target](const Values& values) { target = values; });
}

Result<std::vector<std::string>> Arguments::parse(std::span<const std::string> arguments) {
  const auto end_of_options = std::ranges::find(arguments, "--");
  std::vector<std::string> reversed(arguments.begin(), end_of_options);
  std::ranges::reverse(reversed);
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  std::vector<const CLI::Option*> options;
  options.reserve(known_.size());
  for (const Known& known : known_) {
    options.push_back(add_to(app, known.option.names, known.takes));
  }
  try {
    app.parse(std::move(reversed));
    for (std::size_t number = 0; number < known_.size(); ++number) {
      const Known& known = known_[number];
      const CLI::Option& option = *options[number];
      if (option.count() > 0) known.set(values_of(option, known.takes));
    }
  } catch (const CLI::ParseError& error) {
    return wrong_use(error.what());
  }
  std::vector<std::string> rest = app.remaining();
  for (const std::string& argument : rest) {
    if (argument.size() > 1 && argument[0] == '-') return unknown_option(argument);
  }
  if (end_of_options != arguments.end()) {
    rest.insert(rest.end(), std::next(end_of_options), arguments.end());
  }
  return rest;
}

/// CLI11's message names the option. All values are text, so only two mistakes are possible.
Error Arguments::wrong_use(std::string_view words) const {
  words.remove_prefix(std::min(words.find("--"), words.size()));
  const std::string_view name = words.substr(0, words.find_first_of(":= ,"));
  const Known* known = find(name);
  const bool is_flag =
      known != nullptr && (known->takes == Takes::flag || known->takes == Takes::optional_text);
  return Error{fmt::format("`{}` {}; see `{}`", name, is_flag ? "takes no value" : "needs a value",
                           help_command())};
}

std::string Arguments::help_command() const {
  return command_ == "check" ? "pglint --help" : fmt::format("pglint {} --help", command_);
}

Error Arguments::unknown_option(const std::string& argument) const {
  const std::string option = argument.substr(0, argument.find('='));
  const std::string name = option.substr(std::min(option.find_first_not_of('-'), option.size()));
  std::vector<std::string_view> names;
  names.reserve(known_.size());
  for (const Known& known : known_) names.push_back(names_of(known.option.names).name);
  if (const std::string_view ours = equivalent_of(option, names); !ours.empty()) {
    return Error{fmt::format("unknown option `{}`; did you mean `{}`?", option, ours)};
  }
  const auto* const absent = std::ranges::find(absent_options, option, &ForeignOption::name);
  if (absent != absent_options.end()) {
    return Error{fmt::format("unknown option `{}`: {}", option, absent->ours)};
  }
  const std::string_view near = text::nearest(name, names);
  if (!near.empty()) {
    return Error{fmt::format("unknown option `{}`; did you mean `--{}`?", option, near)};
  }
  const bool takes_files = command_ != "explain" && command_ != "rules" && command_ != "init";
  if (!takes_files) {
    return Error{fmt::format("unknown option `{}`; see `{}`", option, help_command())};
  }
  const std::string command = command_ == "check" ? "" : fmt::format("{} ", command_);
  return Error{
      fmt::format("unknown option `{}`; see `{}` (for a file of that name: `pglint {}-- {}`)",
                  option, help_command(), command, argument)};
}

const Arguments::Known* Arguments::find(std::string_view option) const {
  const auto found = std::ranges::find_if(known_, [&](const Known& known) {
    return option.starts_with("--") && names_of(known.option.names).name == option.substr(2);
  });
  return found == known_.end() ? nullptr : &*found;
}

std::string Arguments::help() const {
  constexpr std::size_t column = 30;
  std::string help;
  std::string heading;
  for (const Known& known : known_) {
    if (known.heading != heading) {
      heading = known.heading;
      help += fmt::format("\n{}:\n", heading);
    }
    const auto [letter, name] = names_of(known.option.names);
    const std::string& value = known.option.value;
    std::string left =
        fmt::format("  {}--{}{}{}", letter.empty() ? "" : fmt::format("-{}, ", letter), name,
                    value.empty() || value[0] == '[' ? "" : " ", value);
    if (left.size() > column) {
      help += left + "\n";
      left.clear();
    }
    const std::string& description = known.option.help;
    for (std::size_t begin = 0; begin < description.size();) {
      const std::size_t end = std::min(description.find('\n', begin), description.size());
      help += fmt::format("{:<{}}{}\n", left, column, description.substr(begin, end - begin));
      left.clear();
      begin = end + 1;
    }
  }
  return help;
}

std::vector<ShownOption> Arguments::shown() const {
  std::vector<ShownOption> shown;
  shown.reserve(known_.size());
  for (const Known& known : known_) {
    const auto [letter, name] = names_of(known.option.names);
    shown.push_back({.heading = known.heading,
                     .short_name = std::string(letter),
                     .long_name = std::string(name),
                     .value = known.option.value,
                     .help = known.option.help,
                     .words = known.option.words == nullptr ? Words() : known.option.words()});
  }
  return shown;
}

}  // namespace pglint::cli
