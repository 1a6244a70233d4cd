// A command's options: what they are called, where their values go, and what the help says of them.
// CLI11 reads the command line, inside arguments.cpp only; unknown options get a suggestion, paths
// are taken as they are, and help looks the same with every version of CLI11.
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

/// How an option takes its value.
enum class Takes : std::uint8_t {
  text,
  optional_text,  ///< after `=`, and only there
  flag,
  list,      ///< may be repeated, with commas between values
  repeated,  ///< may be repeated; each value is taken as it is
};

/// One command's options. Values of keys are kept as they were written; those of other options land
/// where `text`, `flag` and `repeated` are told to put them.
class Arguments {
 public:
  Arguments() = default;
  Arguments(const Arguments&) = delete;
  Arguments& operator=(const Arguments&) = delete;

  /// Options from here on stand under this heading in the help.
  void heading(std::string title) { heading_ = std::move(title); }

  /// Options for keys of `typed_key.h`, with the flag's name, help and values from there.
  void keys(std::initializer_list<std::string_view> names);

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
  /// May be repeated; each value is taken as it is, commas and all.
  void repeated(const Option& option, std::vector<std::string>& target);

  /// Fills the targets and returns what is no option, in order. Behind `--` nothing is one.
  [[nodiscard]] Result<std::vector<std::string>> parse(std::span<const std::string> arguments);

  /// What the command line that was parsed says of keys.
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

  std::string heading_;
  std::vector<Known> known_;
  config::Layer given_;
};

}  // namespace pglint::cli
