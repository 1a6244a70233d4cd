// A command's options: what they are called, where their values go, and what the help says of them.
// CLI11 reads the command line, inside arguments.cpp only; unknown options get a suggestion, paths
// are taken as they are, and help looks the same with every version of CLI11.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/flag/outline.h"
#include "cli/flag/word_lists.h"
#include "text/result.h"

namespace pglint::cli {

/// How an option takes its value.
enum class Takes : std::uint8_t {
  text,
  optional_text,  ///< after `=`, and only there
  flag,
  list,      ///< may be repeated, with commas between values
  repeated,  ///< may be repeated; each value is taken as it is
};

/// One command's options. Values land where `text`, `list` and `flag` are told to put them.
class Arguments {
 public:
  /// Options from here on stand under this heading in the help.
  void heading(std::string title) { heading_ = std::move(title); }

  struct Option {
    std::string names;           ///< `-o,--output`
    std::string value = {};      ///< what stands for the value in the help; empty for flags
    std::string help;            ///< lines, broken by hand
    Words (*words)() = nullptr;  ///< the values there are, for the shells to complete; may be null
  };
  void text(const Option& option, std::string& target);
  /// Nothing where it is not given, which is something else than an empty text.
  void text(const Option& option, std::optional<std::string>& target);
  /// A value may stand behind `=`, and only there; without it the target is an empty text.
  void optional_text(const Option& option, std::optional<std::string>& target);
  void flag(const Option& option, bool& target);
  /// May be repeated, and takes several values separated by commas.
  void list(const Option& option, std::vector<std::string>& target);
  /// May be repeated; each value is taken as it is, commas and all.
  void repeated(const Option& option, std::vector<std::string>& target);

  /// Fills the targets and returns what is no option, in order. Behind `--` nothing is one.
  [[nodiscard]] Result<std::vector<std::string>> parse(std::span<const std::string> arguments);

  /// True if the command line has the option: `--format`.
  [[nodiscard]] bool has(std::string_view option) const;

  /// Sets an option's target as if `values` were given, but a flag's to `true` or `false`. Does
  /// nothing where the command line has the option, or the command does not.
  void set_default(std::string_view option, const std::vector<std::string>& values);

  /// The help for the option, in one line; empty where the command does not have it.
  [[nodiscard]] std::string help_of(std::string_view option) const;

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
    bool is_given = false;
  };

  void add(const Option& option, Takes takes, std::function<void(const Values&)> set);
  [[nodiscard]] Error wrong_use(std::string_view words) const;
  [[nodiscard]] Error unknown_option(const std::string& argument) const;
  [[nodiscard]] const Known* find(std::string_view option) const;

  std::string heading_;
  std::vector<Known> known_;
};

}  // namespace pglint::cli
