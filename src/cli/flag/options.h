// The command line as validated values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/flag/adoption_options.h"
#include "cli/flag/configuration.h"
#include "cli/flag/outline.h"
#include "cli/flag/report_options.h"
#include "cli/input/discovery.h"
#include "cli/input/standard_input.h"
#include "migration/runner.h"
#include "report/format.h"
#include "rule/settings.h"
#include "text/result.h"

namespace pglint::cli {

/// `pglint [check] PATH…`
struct CheckOptions {
  /// As given; `-` is standard input. Empty only if `adoption` asks for changed files.
  std::vector<std::string> paths;
  std::vector<std::string> context;  ///< files that are read for the schema but not linted
  bool automatic_context = true;     ///< a named migration gets the others of its folder
  std::string stdin_name = unnamed_stdin;
  ReportOptions report;
  std::optional<std::size_t> jobs;            ///< nothing: by cores and amount of SQL
  const migration::Runner* runner = nullptr;  ///< for all files; null: detected per file
  Wanted wanted = {};                         ///< of folders
  /// The settings that are the same for all files.
  Settings settings;
  Configuration configuration{{}};  ///< the settings that differ per file
  std::optional<Error> problem;     ///< the configuration cannot be read, so nothing is linted
  bool has_excludes = true;         ///< excluded files are skipped
  AdoptionOptions adoption;
  /// The reason for `pglint: ignore` comments, which may be empty; nothing: none are written.
  std::optional<std::string> add_ignore = {};
  FixOptions fixes = {};
};

/// `pglint files PATH…`
struct FilesOptions {
  std::vector<std::string> paths;    ///< as given, at least one; `-` is standard input
  std::vector<std::string> context;  ///< as for `check`
  bool automatic_context = true;     ///< as for `check`
  std::string stdin_name = unnamed_stdin;
  report::Format format = report::Format::text;  ///< text or json
  const migration::Runner* runner = nullptr;     ///< as for `check`
  Wanted wanted = {};                            ///< of folders
  bool lint_down = false;
  Configuration configuration{{}};  ///< says which database a file belongs to
};

/// `pglint schema PATH…`
struct SchemaOptions {
  std::vector<std::string> paths;  ///< as given, at least one; `-` is standard input
  std::string stdin_name = unnamed_stdin;
  report::Format format = report::Format::text;  ///< text or json
  std::optional<std::size_t> jobs;               ///< nothing: by cores and amount of SQL
  parse::PlaceholderSetting placeholders;
  const migration::Runner* runner = nullptr;  ///< as for `check`
  Wanted wanted = {};                         ///< of folders
  Configuration configuration{{}};            ///< as for `files`
};

/// `pglint locks PATH…`
struct LocksOptions {
  std::vector<std::string> paths;  ///< as given, at least one; `-` is standard input
  std::string stdin_name = unnamed_stdin;
  report::Format format = report::Format::text;  ///< text or json
  std::optional<std::size_t> jobs;               ///< nothing: by cores and amount of SQL
  int pg_version = newest_pg_version;
  std::vector<std::string> context;  ///< files and folders as given
  bool automatic_context = true;     ///< as for `check`
  parse::PlaceholderSetting placeholders;
  const migration::Runner* runner = nullptr;  ///< as for `check`
  Wanted wanted = {};                         ///< of folders
  Configuration configuration{{}};            ///< as for `files`
};

/// `pglint explain RULE`
struct ExplainOptions {
  std::string rule;
  ColorWhen color = ColorWhen::automatic;
};

/// `pglint rules`
struct RulesOptions {
  std::vector<std::string> names = {};           ///< ids, groups and globs of rules; empty: all
  report::Format format = report::Format::text;  ///< text or json
  ColorWhen color = ColorWhen::automatic;
};

/// `pglint ast FILE`
struct AstOptions {
  std::string path;  ///< `-` is standard input
};

/// `pglint config --show FILE`
struct ConfigCommandOptions {
  std::string path = ".";  ///< the file or folder to show; need not exist
  bool schema = false;     ///< print the JSON Schema of pglint.toml instead
  Configuration configuration{{}};
};

/// `pglint init`
struct InitOptions {
  bool to_stdout = false;
};

/// `--help` and `--version`: only print a text.
struct ShowText {
  std::string text;
  Outline outline = {};  ///< the source of `text` if it is a help text
};

using Command =
    std::variant<CheckOptions, FilesOptions, SchemaOptions, LocksOptions, ExplainOptions,
                 RulesOptions, AstOptions, ConfigCommandOptions, InitOptions, ShowText>;

/// Parses the arguments after the program's name. Error: one line that says what to do.
[[nodiscard]] Result<Command> parse_command_line(std::span<const std::string> arguments);

}  // namespace pglint::cli
