#include "cli/flag/options.h"

#include <array>
#include <string_view>
#include <utility>

#include "cli/flag/arguments.h"
#include "cli/flag/check_options.h"
#include "cli/flag/config_options.h"
#include "cli/flag/help.h"
#include "cli/flag/shared_options.h"
#include "cli/flag/typed_key.h"
#include "cli/flag/values.h"
#include "cli/flag/word_lists.h"

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
  Arguments arguments;
  arguments.heading("Input");
  arguments.keys({"all-files"});
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
                  .help = "what standard input is called; its name may tell a tool"},
                 options.stdin_name);
  common.add_help(arguments);
  auto paths = arguments.parse(words);
  if (!paths.ok()) return paths.error();
  if (common.help) return Command(ShowText{full_help(files_help, arguments)});
  if (paths.value().empty()) {
    return Error{"no path given: `pglint files migrations/` shows how they are read"};
  }
  const auto values = config.read(paths.value(), arguments.given());
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
  Arguments arguments;
  arguments.heading("Options");
  arguments.text({.names = "--format",
                  .value = "FORMAT",
                  .help = "text (default), which looks like SQL, or json with every fact",
                  .words = words_of<list_formats>},
                 format);
  arguments.keys({"migration-tool", "placeholders", "jobs"});
  arguments.text({.names = "--stdin-filename",
                  .value = "NAME",
                  .help = "what standard input is called; its name may tell a tool"},
                 options.stdin_name);
  config.add(arguments);
  common.add_help(arguments);
  auto paths = arguments.parse(words);
  if (!paths.ok()) return paths.error();
  if (common.help) return Command(ShowText{full_help(schema_help, arguments)});
  if (paths.value().empty()) {
    return Error{"no path given: `pglint schema migrations/` shows what they leave behind"};
  }
  const auto values = config.read(paths.value(), arguments.given());
  if (!values.ok()) return values.error();
  options.paths = std::move(paths.value());
  options.runner = values.value().runner;
  options.placeholders = values.value().placeholders;
  options.jobs = values.value().jobs;
  const auto chosen = choose(Written{"--format", format}, list_formats);
  if (!chosen.ok()) return chosen.error();
  options.format = chosen.value();
  return Command(std::move(options));
}

Result<Command> parse_explain(std::span<const std::string> words) {
  CommonOptions common;
  Arguments arguments;
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
  Arguments arguments;
  arguments.heading("Options");
  arguments.text({.names = "--format",
                  .value = "FORMAT",
                  .help = "text (default), or json with every text of every rule",
                  .words = words_of<list_formats>},
                 format);
  arguments.keys({"color"});
  common.add_help(arguments);
  const auto rest = arguments.parse(words);
  if (!rest.ok()) return rest.error();
  if (common.help) return Command(ShowText{full_help(rules_help, arguments)});
  if (!rest.value().empty()) {
    return Error{"`pglint rules` takes no names; `pglint check rules` lints a folder called rules"};
  }
  const auto chosen = choose(Written{"--format", format}, list_formats);
  if (!chosen.ok()) return chosen.error();
  const auto values = read_values(arguments.given());
  if (!values.ok()) return values.error();
  return Command(RulesOptions{.format = chosen.value(), .color = values.value().color});
}

Result<Command> parse_ast(std::span<const std::string> words) {
  CommonOptions common;
  Arguments arguments;
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
  std::string shown;
  Arguments arguments;
  arguments.heading("Options");
  arguments.text({.names = "--show",
                  .value = "FILE",
                  .help = "what counts for this file or folder, and where that is said; by\n"
                          "default for the folder that you are in"},
                 shown);
  arguments.flag({.names = "--schema", .help = "print the JSON Schema of pglint.toml for editors"},
                 options.schema);
  config.add(arguments);
  common.add_help(arguments);
  auto paths = arguments.parse(words);
  if (!paths.ok()) return paths.error();
  if (common.help) return Command(ShowText{full_help(config_help, arguments)});
  if (!shown.empty()) paths.value().push_back(std::move(shown));
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
  Arguments arguments;
  arguments.heading("Options");
  arguments.flag({.names = "--stdout", .help = "print it and write no file"}, options.to_stdout);
  common.add_help(arguments);
  const auto rest = arguments.parse(words);
  if (!rest.ok()) return rest.error();
  if (common.help) return Command(ShowText{full_help(init_help, arguments)});
  if (!rest.value().empty()) {
    return Error{"`pglint init` takes no path: it writes pglint.toml where you are"};
  }
  return Command(options);
}

struct NamedParser {
  std::string_view name;
  Result<Command> (*parse)(std::span<const std::string> words);
};
constexpr std::array<NamedParser, 8> commands = {{{"check", parse_check},
                                                  {"files", parse_files},
                                                  {"schema", parse_schema},
                                                  {"explain", parse_explain},
                                                  {"rules", parse_rules},
                                                  {"ast", parse_ast},
                                                  {"init", parse_init},
                                                  {"config", parse_config}}};

}  // namespace

Result<Command> parse_command_line(std::span<const std::string> arguments) {
  if (arguments.empty()) return parse_check(arguments);
  for (const NamedParser& command : commands) {
    if (command.name == arguments.front()) return command.parse(arguments.subspan(1));
  }
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
