// CLI11 with pglint's manners: unknown options get a suggestion, paths are taken as they are, and
// help looks the same with every version of CLI11.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/flag/outline.h"
#include "cli/flag/word_lists.h"
#include "text/result.h"

namespace pglint::cli {

/// One command's options. Values land where `text`, `list` and `flag` are told to put them.
class Arguments {
 public:
  Arguments();

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
  void add_repeated(const Option& option, std::vector<std::string>& target,
                    std::vector<std::string> (*read)(const std::vector<std::string>& values));
  [[nodiscard]] Error wrong_use(std::string_view words) const;
  [[nodiscard]] Error unknown_option(const std::string& argument) const;
  [[nodiscard]] const CLI::Option* find(std::string_view option) const;

  using Setter = std::function<void(const std::vector<std::string>&)>;

  struct OptionalText {
    const CLI::Option* option = nullptr;
    std::optional<std::string>* target = nullptr;
  };

  CLI::App app_;
  std::vector<OptionalText> optional_texts_;
  std::string heading_;
  std::map<const CLI::Option*, Setter> setters_;
  std::vector<Words (*)()> words_;  // of each option of app_
};

}  // namespace pglint::cli
