// Positional arguments are CLI11's "extras", because its lists take `[a]` for a list of its own.
#include "cli/flag/arguments.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

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

}  // namespace

Arguments::Arguments() {
  app_.set_help_flag();
  app_.allow_extras();
}

void Arguments::text(const Option& option, std::string& target) {
  words_.push_back(option.words);
  CLI::Option* added = app_.add_option(option.names, target, option.help)
                           ->type_name(option.value)
                           ->group(heading_)
                           ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  setters_[added] = [&target](const std::vector<std::string>& values) { target = values.front(); };
}

void Arguments::text(const Option& option, std::optional<std::string>& target) {
  words_.push_back(option.words);
  const CLI::callback_t take = [&target](const CLI::results_t& values) {
    target = values.back();
    return true;
  };
  CLI::Option* added = app_.add_option(option.names, take, option.help)
                           ->type_name(option.value)
                           ->group(heading_)
                           ->expected(1)
                           ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  setters_[added] = [&target](const std::vector<std::string>& values) { target = values.front(); };
}

/// A flag for CLI11, because an option would take the word behind it.
void Arguments::optional_text(const Option& option, std::optional<std::string>& target) {
  words_.push_back(nullptr);
  CLI::Option* flag = app_.add_flag(option.names + "{}", target.emplace(), option.help);
  flag->type_name(option.value)
      ->group(heading_)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  optional_texts_.push_back({.option = flag, .target = &target});
  setters_[flag] = [&target](const std::vector<std::string>& values) { target = values.front(); };
}

void Arguments::flag(const Option& option, bool& target) {
  words_.push_back(nullptr);
  CLI::Option* added = app_.add_flag(option.names, target, option.help)->group(heading_);
  setters_[added] = [&target](const std::vector<std::string>& values) {
    target = values.front() == "true";
  };
}

void Arguments::list(const Option& option, std::vector<std::string>& target) {
  add_repeated(option, target, split_all);
}

void Arguments::repeated(const Option& option, std::vector<std::string>& target) {
  add_repeated(option, target, [](const std::vector<std::string>& values) { return values; });
}

void Arguments::add_repeated(
    const Option& option, std::vector<std::string>& target,
    std::vector<std::string> (*read)(const std::vector<std::string>& values)) {
  words_.push_back(option.words);
  const auto take = [&target, read](const CLI::results_t& values) {
    target = read(values);
    return true;
  };
  CLI::Option* added = app_.add_option(option.names, take, option.help)
                           ->type_name(option.value)
                           ->group(heading_)
                           ->expected(1)
                           ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  setters_[added] = [&target](const std::vector<std::string>& values) { target = values; };
}

Result<std::vector<std::string>> Arguments::parse(std::span<const std::string> arguments) {
  const auto end_of_options = std::ranges::find(arguments, "--");
  std::vector<std::string> reversed(arguments.begin(), end_of_options);
  std::ranges::reverse(reversed);
  try {
    app_.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    return wrong_use(error.what());
  }
  for (const OptionalText& text : optional_texts_) {
    if (text.option->count() == 0) text.target->reset();
  }
  std::vector<std::string> rest = app_.remaining();
  for (const std::string& argument : rest) {
    if (argument.size() > 1 && argument[0] == '-') return unknown_option(argument);
  }
  if (end_of_options != arguments.end()) {
    rest.insert(rest.end(), std::next(end_of_options), arguments.end());
  }
  return rest;
}

/// All values are text, so that two mistakes are possible. CLI11 names the option in its words.
Error Arguments::wrong_use(std::string_view words) const {
  words.remove_prefix(std::min(words.find("--"), words.size()));
  const std::string name(words.substr(0, words.find_first_of(":= ,")));
  const CLI::Option* option = app_.get_option_no_throw(name);
  const bool is_flag = option != nullptr && option->get_items_expected_min() == 0;
  return Error{fmt::format("`{}` {}; see `pglint --help`", name,
                           is_flag ? "takes no value" : "needs a value")};
}

Error Arguments::unknown_option(const std::string& argument) const {
  const std::string option = argument.substr(0, argument.find('='));
  const std::string name = option.substr(std::min(option.find_first_not_of('-'), option.size()));
  std::vector<std::string_view> known;
  for (const CLI::Option* candidate : app_.get_options()) {
    const std::vector<std::string>& names = candidate->get_lnames();
    known.insert(known.end(), names.begin(), names.end());
  }
  const std::string_view near = text::nearest(name, known);
  const std::string hint = near.empty()
                               ? "see `pglint --help`; a file of that name goes behind `--`"
                               : fmt::format("did you mean `--{}`?", near);
  return Error{fmt::format("there is no option `{}`; {}", option, hint)};
}

const CLI::Option* Arguments::find(std::string_view option) const {
  return app_.get_option_no_throw(std::string(option));
}

bool Arguments::has(std::string_view option) const {
  const CLI::Option* found = find(option);
  return found != nullptr && found->count() > 0;
}

void Arguments::set_default(std::string_view option, const std::vector<std::string>& values) {
  const CLI::Option* found = find(option);
  if (found == nullptr || found->count() > 0 || values.empty()) return;
  setters_.at(found)(values);
}

std::string Arguments::help_of(std::string_view option) const {
  const CLI::Option* found = find(option);
  std::string help = found == nullptr ? std::string() : found->get_description();
  std::ranges::replace(help, '\n', ' ');
  return help;
}

std::string Arguments::help() const {
  constexpr std::size_t column = 30;
  std::string help;
  std::string heading;
  for (const CLI::Option* option : app_.get_options()) {
    if (option->get_group() != heading) {
      heading = option->get_group();
      help += fmt::format("\n{}:\n", heading);
    }
    std::string names;
    for (const std::string& name : option->get_snames()) names += "-" + name + ", ";
    for (const std::string& name : option->get_lnames()) names += "--" + name;
    const std::string value = option->get_type_name();
    std::string left =
        fmt::format("  {}{}{}", names, value.empty() || value[0] == '[' ? "" : " ", value);
    if (left.size() > column) {
      help += left + "\n";
      left.clear();
    }
    const std::string description = option->get_description();
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
  shown.reserve(words_.size());
  for (const CLI::Option* option : app_.get_options()) {
    const std::vector<std::string>& letters = option->get_snames();
    const auto words = words_[shown.size()];
    shown.push_back({.heading = option->get_group(),
                     .short_name = letters.empty() ? std::string() : letters.front(),
                     .long_name = option->get_lnames().front(),
                     .value = option->get_type_name(),
                     .help = option->get_description(),
                     .words = words == nullptr ? Words() : words()});
  }
  return shown;
}

}  // namespace pglint::cli
