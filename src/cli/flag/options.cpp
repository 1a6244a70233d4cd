#include "cli/flag/options.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "cli/flag/arguments.h"
#include "cli/flag/check_options.h"
#include "cli/flag/config_options.h"
#include "cli/flag/help.h"
#include "cli/flag/shared_options.h"
#include "cli/flag/typed_key.h"
#include "cli/flag/values.h"
#include "cli/flag/word_lists.h"
#include "text/ascii.h"
#include "text/nearest.h"

namespace pglint::cli {
namespace {

/// The formats of commands that list things.
constexpr std::array<Choice<report::Format>, 2> list_formats = {
    {{"text", report::Format::text}, {"json", report::Format::json}}};

Result<Command> parse_files(std::span<const std::string> words) {
  CommonOptions common;
  ConfigOptions config;
  std::string format = "text";
  FilesOptions options;
  Arguments arguments("files");
  arguments.heading("Input");
  arguments.keys({"all-files", "no-gitignore"});
  add_migration_keys(arguments);
  add_context_keys(arguments);
  config.add(arguments);
  arguments.heading("Other");
  arguments.text({.names = "--format",
                  .value = "FORMAT",
                  .help = "text (default) or json",
                  .words = words_of<list_formats>},
                 format);
  arguments.text({.names = "--stdin-filename",
                  .value = "NAME",
                  .help = "name of standard input, which may identify the migration tool"},
                 options.stdin_name);
  common.add_help(arguments);
  auto paths = arguments.parse(words);
  if (!paths.ok()) return paths.error();
  if (common.help) return Command(ShowText{full_help(files_help, arguments)});
  if (paths.value().empty()) paths.value().emplace_back(".");
  auto configuration = config.open(paths.value(), arguments.given());
  if (!configuration.ok()) return configuration.error();
  options.configuration = std::move(configuration.value());
  const auto values = read_values(options.configuration.run());
  if (!values.ok()) return values.error();
  options.paths = std::move(paths.value());
  options.context = values.value().context;
  options.automatic_context = !values.value().no_context;
  options.lint_down = values.value().lint_down;
  options.wanted = wanted_of(values.value());
  options.runner = values.value().runner;
  const auto chosen = choose(Written{"--format", format}, list_formats);
  if (!chosen.ok()) return chosen.error();
  options.format = chosen.value();
  return Command(std::move(options));
}

Result<Command> parse_schema(std::span<const std::string> words) {
  CommonOptions common;
  std::string format = "text";
  ConfigOptions config;
  SchemaOptions options;
  Arguments arguments("schema");
  arguments.heading("Options");
  arguments.text({.names = "--format",
                  .value = "FORMAT",
                  .help = "text (default, similar to SQL) or json (all details)",
                  .words = words_of<list_formats>},
                 format);
  arguments.keys({"no-gitignore", "migration-tool", "placeholders", "jobs"});
  arguments.text({.names = "--stdin-filename",
                  .value = "NAME",
                  .help = "name of standard input, which may identify the migration tool"},
                 options.stdin_name);
  config.add(arguments);
  common.add_help(arguments);
  auto paths = arguments.parse(words);
  if (!paths.ok()) return paths.error();
  if (common.help) return Command(ShowText{full_help(schema_help, arguments)});
  if (paths.value().empty()) paths.value().emplace_back(".");
  auto configuration = config.open(paths.value(), arguments.given());
  if (!configuration.ok()) return configuration.error();
  options.configuration = std::move(configuration.value());
  const auto values = read_values(options.configuration.run());
  if (!values.ok()) return values.error();
  options.paths = std::move(paths.value());
  options.runner = values.value().runner;
  options.wanted.with_ignored = values.value().no_gitignore;
  options.placeholders = values.value().placeholders;
  options.jobs = values.value().jobs;
  const auto chosen = choose(Written{"--format", format}, list_formats);
  if (!chosen.ok()) return chosen.error();
  options.format = chosen.value();
  return Command(std::move(options));
}

Result<Command> parse_locks(std::span<const std::string> words) {
  CommonOptions common;
  std::string format = "text";
  ConfigOptions config;
  LocksOptions options;
  Arguments arguments("locks");
  arguments.heading("Options");
  arguments.text({.names = "--format",
                  .value = "FORMAT",
                  .help = "text (default) or json",
                  .words = words_of<list_formats>},
                 format);
  arguments.keys({"no-gitignore", "pg-version", "migration-tool", "context", "no-context",
                  "placeholders", "jobs"});
  arguments.text({.names = "--stdin-filename",
                  .value = "NAME",
                  .help = "name of standard input, which may identify the migration tool"},
                 options.stdin_name);
  config.add(arguments);
  common.add_help(arguments);
  auto paths = arguments.parse(words);
  if (!paths.ok()) return paths.error();
  if (common.help) return Command(ShowText{full_help(locks_help, arguments)});
  if (paths.value().empty()) paths.value().emplace_back(".");
  auto configuration = config.open(paths.value(), arguments.given());
  if (!configuration.ok()) return configuration.error();
  options.configuration = std::move(configuration.value());
  const auto values = read_values(options.configuration.run());
  if (!values.ok()) return values.error();
  options.paths = std::move(paths.value());
  options.runner = values.value().runner;
  options.wanted.with_ignored = values.value().no_gitignore;
  options.placeholders = values.value().placeholders;
  options.pg_version = values.value().pg_version;
  options.context = values.value().context;
  options.automatic_context = !values.value().no_context;
  options.jobs = values.value().jobs;
  const auto chosen = choose(Written{"--format", format}, list_formats);
  if (!chosen.ok()) return chosen.error();
  options.format = chosen.value();
  return Command(std::move(options));
}

Result<Command> parse_explain(std::span<const std::string> words) {
  CommonOptions common;
  Arguments arguments("explain");
  arguments.heading("Options");
  arguments.keys({"color"});
  common.add_help(arguments);
  const auto names = arguments.parse(words);
  if (!names.ok()) return names.error();
  if (common.help) return Command(ShowText{full_help(explain_help, arguments)});
  if (names.value().size() != 1) {
    return Error{"`pglint explain` takes one rule; `pglint rules` lists them"};
  }
  const auto values = read_values(arguments.given());
  if (!values.ok()) return values.error();
  return Command(ExplainOptions{.rule = names.value()[0], .color = values.value().color});
}

Result<Command> parse_rules(std::span<const std::string> words) {
  CommonOptions common;
  std::string format = "text";
  Arguments arguments("rules");
  arguments.heading("Options");
  arguments.text({.names = "--format",
                  .value = "FORMAT",
                  .help = "text (default) or json (all texts of each rule)",
                  .words = words_of<list_formats>},
                 format);
  arguments.keys({"color"});
  common.add_help(arguments);
  const auto rest = arguments.parse(words);
  if (!rest.ok()) return rest.error();
  if (common.help) return Command(ShowText{full_help(rules_help, arguments)});
  const auto chosen = choose(Written{"--format", format}, list_formats);
  if (!chosen.ok()) return chosen.error();
  const auto values = read_values(arguments.given());
  if (!values.ok()) return values.error();
  return Command(
      RulesOptions{.names = rest.value(), .format = chosen.value(), .color = values.value().color});
}

Result<Command> parse_ast(std::span<const std::string> words) {
  CommonOptions common;
  Arguments arguments("ast");
  arguments.heading("Options");
  common.add_help(arguments);
  auto paths = arguments.parse(words);
  if (!paths.ok()) return paths.error();
  if (common.help) return Command(ShowText{full_help(ast_help, arguments)});
  if (paths.value().size() != 1) return Error{"`pglint ast` takes one file"};
  return Command(AstOptions{.path = std::move(paths.value()[0])});
}

Result<Command> parse_config(std::span<const std::string> words) {
  CommonOptions common;
  ConfigOptions config;
  ConfigCommandOptions options;
  std::optional<std::string> shown;
  Arguments arguments("config");
  arguments.heading("Options");
  arguments.optional_text({.names = "--show",
                           .value = "[=FILE]",
                           .help = "show the settings for this file or folder, and where each\n"
                                   "comes from (default: the current folder)"},
                          shown);
  arguments.flag({.names = "--schema", .help = "print the JSON Schema of pglint.toml, for editors"},
                 options.schema);
  config.add(arguments);
  common.add_help(arguments);
  auto paths = arguments.parse(words);
  if (!paths.ok()) return paths.error();
  if (common.help) return Command(ShowText{full_help(config_help, arguments)});
  if (shown && !shown->empty()) paths.value().push_back(std::move(*shown));
  if (paths.value().size() > 1) return Error{"`pglint config` shows one file at a time"};
  if (!paths.value().empty()) options.path = std::move(paths.value().front());
  const std::vector<std::string> asked = {options.path};
  auto configuration = config.open(asked, {});
  if (!configuration.ok()) return configuration.error();
  options.configuration = std::move(configuration).value();
  return Command(std::move(options));
}

Result<Command> parse_init(std::span<const std::string> words) {
  CommonOptions common;
  InitOptions options;
  Arguments arguments("init");
  arguments.heading("Options");
  arguments.flag({.names = "--stdout", .help = "print it instead of writing a file"},
                 options.to_stdout);
  common.add_help(arguments);
  const auto rest = arguments.parse(words);
  if (!rest.ok()) return rest.error();
  if (common.help) return Command(ShowText{full_help(init_help, arguments)});
  if (!rest.value().empty()) {
    return Error{"`pglint init` takes no path; it writes pglint.toml to the current folder"};
  }
  return Command(options);
}

struct NamedParser {
  std::string_view name;
  Result<Command> (*parse)(std::span<const std::string> words);
};
constexpr std::array<NamedParser, 9> commands = {{{"check", parse_check},
                                                  {"files", parse_files},
                                                  {"schema", parse_schema},
                                                  {"locks", parse_locks},
                                                  {"explain", parse_explain},
                                                  {"rules", parse_rules},
                                                  {"ast", parse_ast},
                                                  {"init", parse_init},
                                                  {"config", parse_config}}};

/// Commands of other tools, and the equivalent here.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> foreign_commands = {
    {{"help", "pglint --help"},
     {"version", "pglint --version"},
     {"lint", "pglint check"},
     {"list", "pglint rules"}}};

/// The command to suggest for `word`, which is neither a command nor a file; empty if none is near.
std::string nearest_command(std::string_view word) {
  for (const auto& [foreign, instead] : foreign_commands) {
    if (word == foreign) return std::string(instead);
  }
  std::vector<std::string_view> names;
  names.reserve(commands.size());
  for (const NamedParser& command : commands) names.push_back(command.name);
  return std::string(text::nearest(word, names));
}

/// A first word that looks like a mistyped command and is not a file.
std::optional<Error> find_mistyped_command(const std::string& word) {
  const auto is_part = [](char letter) { return text::is_letter(letter) || letter == '-'; };
  if (word.starts_with('-') || !std::ranges::all_of(word, is_part)) return std::nullopt;
  std::error_code error;
  if (word.empty() || std::filesystem::exists(word, error)) return std::nullopt;
  const std::string near = nearest_command(word);
  if (near.empty()) return std::nullopt;
  return Error{fmt::format("no command or file `{}`; did you mean `{}`?", word, near)};
}

/// `pglint fix` is short for `pglint --fix`, unless it is a path.
bool is_short_for_fix(const std::string& word) {
  std::error_code error;
  return word == "fix" && !std::filesystem::exists(word, error);
}

}  // namespace

Result<Command> parse_command_line(std::span<const std::string> arguments) {
  if (arguments.empty()) return parse_check(arguments);
  for (const NamedParser& command : commands) {
    if (command.name == arguments.front()) return command.parse(arguments.subspan(1));
  }
  if (is_short_for_fix(arguments.front())) {
    std::vector<std::string> words(arguments.begin(), arguments.end());
    words.front() = "--fix";
    return parse_check(words);
  }
  if (auto error = find_mistyped_command(arguments.front())) return *error;
  return parse_check(arguments);
}

std::vector<Outline> all_outlines() {
  std::vector<Outline> outlines;
  outlines.reserve(commands.size());
  for (const NamedParser& command : commands) {
    const std::array<std::string, 1> asks_for_help = {"--help"};
    auto answer = command.parse(asks_for_help);
    outlines.push_back(std::move(std::get<ShowText>(answer.value()).outline));
    outlines.back().command = command.name;
  }
  return outlines;
}

}  // namespace pglint::cli
