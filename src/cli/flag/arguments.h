// A command's options: names, targets and help. Only arguments.cpp uses CLI11, for three reasons:
// unknown options get a suggestion, paths are taken as they are, and the help does not depend on
// the version of CLI11.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/flag/outline.h"
#include "cli/flag/word_lists.h"
#include "config/value.h"
#include "text/result.h"

namespace pglint::cli {

enum class Takes : std::uint8_t {
  text,
  optional_text,  ///< only after `=`
  flag,
  list,      ///< may be repeated, with commas between values
  repeated,  ///< may be repeated; each value is taken as it is
};

/// One command's options. Values of keys are kept as written; those of other options go to the
/// targets given to `text`, `flag` and `repeated`.
class Arguments {
 public:
  /// `command` is named in messages.
  explicit Arguments(std::string_view command) : command_(command) {}
  Arguments(const Arguments&) = delete;
  Arguments& operator=(const Arguments&) = delete;

  /// The heading in the help for the options that follow.
  void heading(std::string title) { heading_ = std::move(title); }

  /// Options for keys of `typed_key.h`, with their names, help and values.
  void keys(std::initializer_list<std::string_view> names);

  struct Option {
    std::string names;           ///< `-o,--output`
    std::string value = {};      ///< placeholder in the help; empty for flags
    std::string help;            ///< lines, broken by hand
    Words (*words)() = nullptr;  ///< all values, for shell completion; may be null
  };
  void text(const Option& option, std::string& target);
  /// Stays nothing if the option is not given.
  void text(const Option& option, std::optional<std::string>& target);
  /// The value is optional and only read after `=`; without it the target is an empty text.
  void optional_text(const Option& option, std::optional<std::string>& target);
  void flag(const Option& option, bool& target);
  /// May be repeated. Values are not split at commas.
  void repeated(const Option& option, std::vector<std::string>& target);

  /// Fills the targets and returns all other arguments, in order. Everything after `--` is one.
  [[nodiscard]] Result<std::vector<std::string>> parse(std::span<const std::string> arguments);

  /// The keys on the parsed command line.
  [[nodiscard]] const config::Layer& given() const { return given_; }

  /// The options under their headings.
  [[nodiscard]] std::string help() const;

  /// The options in the order of the help.
  [[nodiscard]] std::vector<ShownOption> shown() const;

 private:
  using Values = std::vector<std::string>;

  struct Known {
    Option option;
    std::string heading;
    Takes takes = Takes::text;
    std::function<void(const Values&)> set;
  };

  void add(const Option& option, Takes takes, std::function<void(const Values&)> set);
  [[nodiscard]] Error wrong_use(std::string_view words) const;
  [[nodiscard]] Error unknown_option(const std::string& argument) const;
  [[nodiscard]] const Known* find(std::string_view option) const;

  [[nodiscard]] std::string help_command() const;

  std::string_view command_;
  std::string heading_;
  std::vector<Known> known_;
  config::Layer given_;
};

}  // namespace pglint::cli
