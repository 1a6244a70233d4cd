// What the command line asks for, as values that are checked and ready to use.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "cli/discovery.h"
#include "cli/inputs.h"
#include "engine/settings.h"
#include "migration/runner.h"
#include "output/reporter.h"
#include "text/result.h"

namespace pglint::cli {

enum class ColorWhen : std::uint8_t { automatic, always, never };

/// `pglint [check] PATH…`
struct CheckOptions {
  std::vector<std::string> paths;    ///< as given, at least one; `-` is standard input
  std::vector<std::string> context;  ///< paths of files that are only there for the schema
  bool automatic_context = true;     ///< migrations get the others of their folder
  std::string stdin_name = unnamed_stdin;
  output::Format format = output::Format::text;
  std::string output_file;  ///< empty for standard output
  RuleSelection selection;
  std::vector<OptionValue> rule_options;
  Severity lowest_shown = Severity::warning;
  std::optional<Severity> fail_on = Severity::warning;  ///< nothing: findings never fail the run
  std::optional<std::size_t> jobs;                      ///< nothing: as many as pay
  int pg_version = newest_pg_version;
  std::size_t max_file_bytes = parse::max_readable_bytes;
  parse::PlaceholderSetting placeholders;
  ColorWhen color = ColorWhen::automatic;
  bool statistics = false;
  const migration::Runner* runner = nullptr;  ///< of all files; null: each is looked at
  Wanted wanted = Wanted::sql;                ///< of folders
  bool check_down = false;
  bool accept_foreign_suppressions = false;
  /// Comments that turn the findings off are written, with this reason, which may be empty.
  std::optional<std::string> add_ignore = {};
};

/// `pglint files PATH…`
struct FilesOptions {
  std::vector<std::string> paths;    ///< as given, at least one; `-` is standard input
  std::vector<std::string> context;  ///< as for `check`
  bool automatic_context = true;     ///< as for `check`
  std::string stdin_name = unnamed_stdin;
  output::Format format = output::Format::text;  ///< text or json
  const migration::Runner* runner = nullptr;     ///< as for `check`
  Wanted wanted = Wanted::sql;                   ///< of folders
  bool check_down = false;
};

/// `pglint schema PATH…`
struct SchemaOptions {
  std::vector<std::string> paths;  ///< as given, at least one; `-` is standard input
  std::string stdin_name = unnamed_stdin;
  output::Format format = output::Format::text;  ///< text or json
  std::optional<std::size_t> jobs;               ///< nothing: as many as pay
  parse::PlaceholderSetting placeholders;
  const migration::Runner* runner = nullptr;  ///< as for `check`
};

/// `pglint explain RULE`
struct ExplainOptions {
  std::string rule;
  ColorWhen color = ColorWhen::automatic;
};

/// `pglint rules`
struct RulesOptions {
  output::Format format = output::Format::text;  ///< text or json
  ColorWhen color = ColorWhen::automatic;
};

/// `pglint ast FILE`
struct AstOptions {
  std::string path;  ///< `-` is standard input
};

/// `--help` and `--version`: something to print, and nothing else to do.
struct ShowText {
  std::string text;
};

using Command = std::variant<CheckOptions, FilesOptions, SchemaOptions, ExplainOptions,
                             RulesOptions, AstOptions, ShowText>;

/// Reads the arguments behind the program's name. Error: one line that says what to do instead.
[[nodiscard]] Result<Command> parse_command_line(std::span<const std::string> arguments);

}  // namespace pglint::cli
