// What the command line asks for, as values that are checked and ready to use.
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
  /// As given; `-` is standard input. None only where `adoption` asks what changed.
  std::vector<std::string> paths;
  std::vector<std::string> context;  ///< paths of files that are only there for the schema
  bool automatic_context = true;     ///< migrations get the others of their folder
  std::string stdin_name = unnamed_stdin;
  ReportOptions report;
  std::optional<std::size_t> jobs;            ///< nothing: as many as pay
  const migration::Runner* runner = nullptr;  ///< of all files; null: each is looked at
  Wanted wanted = Wanted::sql;                ///< of folders
  /// What is the same for all files.
  Settings settings;
  Configuration configuration{{}};  ///< which has what may differ from file to file
  std::optional<Error> problem;     ///< why nothing can be linted: its configuration is wrong
  bool has_excludes = true;         ///< files that configuration or flags exclude are left out
  AdoptionOptions adoption;
  /// Comments that turn the findings off are written, with this reason, which may be empty.
  std::optional<std::string> add_ignore = {};
};

/// `pglint files PATH…`
struct FilesOptions {
  std::vector<std::string> paths;    ///< as given, at least one; `-` is standard input
  std::vector<std::string> context;  ///< as for `check`
  bool automatic_context = true;     ///< as for `check`
  std::string stdin_name = unnamed_stdin;
  report::Format format = report::Format::text;  ///< text or json
  const migration::Runner* runner = nullptr;     ///< as for `check`
  Wanted wanted = Wanted::sql;                   ///< of folders
  bool lint_down = false;
};

/// `pglint schema PATH…`
struct SchemaOptions {
  std::vector<std::string> paths;  ///< as given, at least one; `-` is standard input
  std::string stdin_name = unnamed_stdin;
  report::Format format = report::Format::text;  ///< text or json
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
  report::Format format = report::Format::text;  ///< text or json
  ColorWhen color = ColorWhen::automatic;
};

/// `pglint ast FILE`
struct AstOptions {
  std::string path;  ///< `-` is standard input
};

/// `pglint config --show FILE`
struct ConfigCommandOptions {
  std::string path = ".";  ///< the file or folder that is asked about; need not be there
  bool schema = false;     ///< print the JSON Schema instead
  Configuration configuration{{}};
};

/// `pglint init`
struct InitOptions {
  bool to_stdout = false;
};

/// `--help` and `--version`: something to print, and nothing else to do.
struct ShowText {
  std::string text;
  Outline outline = {};  ///< what `text` was made from, where it is a command's help
};

using Command = std::variant<CheckOptions, FilesOptions, SchemaOptions, ExplainOptions,
                             RulesOptions, AstOptions, ConfigCommandOptions, InitOptions, ShowText>;

/// Reads the arguments behind the program's name. Error: one line that says what to do instead.
[[nodiscard]] Result<Command> parse_command_line(std::span<const std::string> arguments);

}  // namespace pglint::cli
