// CLI11 with pglint's manners: unknown options get a suggestion, paths are taken as they are, and
// help looks the same with every version of CLI11.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "text/result.h"

namespace pglint::cli {

/// One command's options. Values land where `text`, `list` and `flag` are told to put them.
class Arguments {
 public:
  Arguments();

  /// Options from here on stand under this heading in the help.
  void heading(std::string title) { heading_ = std::move(title); }

  struct Option {
    std::string names;       ///< `-o,--output`
    std::string value = {};  ///< what stands for the value in the help; empty for flags
    std::string help;        ///< lines, broken by hand
  };
  void text(const Option& option, std::string& target);
  /// A value may stand behind `=`, and only there; without it the target is an empty text.
  void optional_text(const Option& option, std::optional<std::string>& target);
  void flag(const Option& option, bool& target);
  /// May be repeated, and takes several values separated by commas.
  void list(const Option& option, std::vector<std::string>& target);
  /// May be repeated; a comma is a part of the value.
  void paths(const Option& option, std::vector<std::string>& target);

  /// May be repeated; each value is taken as it is, commas and all.
  void repeated(const Option& option, std::vector<std::string>& target);

  /// Fills the targets and returns what is no option, in order. Behind `--` nothing is one.
  [[nodiscard]] Result<std::vector<std::string>> parse(std::span<const std::string> arguments);

  /// The options under their headings.
  [[nodiscard]] std::string help() const;

 private:
  void repeated(const Option& option, const std::function<bool(const CLI::results_t&)>& take);
  [[nodiscard]] Error wrong_use(std::string_view words) const;
  [[nodiscard]] Error unknown_option(const std::string& argument) const;

  struct OptionalText {
    const CLI::Option* option = nullptr;
    std::optional<std::string>* target = nullptr;
  };

  CLI::App app_;
  std::vector<OptionalText> optional_texts_;
  std::string heading_;
};

}  // namespace pglint::cli
